package dev.sluice.definition.validate;

import dev.sluice.definition.document.AsyncApiVersion;
import dev.sluice.definition.document.DocumentOperation;
import dev.sluice.definition.document.LocatedNode;
import dev.sluice.definition.document.Outline;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** In 2.x ids of operations and messages are given once, and so are tags within their list. */
final class UniquenessRules implements Rule {
    @Override
    public void check(Outline outline, FindingList findings) {
        if (outline.document().version().isV3()) {
            return;
        }
        operationIds(outline, findings);
        if (outline.document().version().compareTo(AsyncApiVersion.V2_4_0) >= 0) {
            messageIds(outline, findings);
        }
        tags(outline.document().top().get("tags"), findings);
        for (DocumentOperation operation : outline.operations()) {
            tags(operation.at().get("tags"), findings);
            operation.at().get("traits").entries().forEach(trait -> tags(trait.get("tags"), findings));
        }
        for (LocatedNode message : outline.allMessages()) {
            tags(message.get("tags"), findings);
            message.get("traits").entries().forEach(trait -> tags(trait.get("tags"), findings));
        }
        outline.component("operationTraits").entries().forEach(trait -> tags(trait.get("tags"), findings));
        outline.component("messageTraits").entries().forEach(trait -> tags(trait.get("tags"), findings));
    }

    private static void operationIds(Outline outline, FindingList findings) {
        Map<String, String> seen = new HashMap<>();
        for (DocumentOperation operation : outline.operations()) {
            once(operation.at().get("operationId"), "operation-operationId-uniqueness", seen, findings);
        }
    }

    /** As the reference parser judges: a message that two operations refer to counts for each. */
    private static void messageIds(Outline outline, FindingList findings) {
        Map<String, String> seen = new HashMap<>();
        Map<List<LocatedNode>, Integer> uses = new IdentityHashMap<>();
        for (DocumentOperation operation : outline.operations()) {
            List<LocatedNode> messages = outline.messages(operation);
            if (uses.merge(messages, 1, Integer::sum) > 2) {
                continue; // the second use has found all that more of them would
            }
            for (LocatedNode message : messages) {
                once(message.get("messageId"), "message-messageId-uniqueness", seen, findings);
            }
        }
    }

    private static void once(LocatedNode id, String rule, Map<String, String> seen, FindingList findings) {
        if (id.text().isEmpty()) {
            return;
        }
        String first = seen.putIfAbsent(id.text(), id.pointer());
        if (first != null) {
            findings.error(rule, id, "the id '" + id.text() + "' is used twice, first at " + first);
        }
    }

    private static void tags(LocatedNode tags, FindingList findings) {
        Set<String> names = new HashSet<>();
        for (LocatedNode tag : tags.entries()) {
            String name = tag.get("name").text();
            if (!name.isEmpty() && !names.add(name)) {
                findings.error("tags-uniqueness", tag.get("name"), "the tag '" + name + "' is there twice");
            }
        }
    }
}
