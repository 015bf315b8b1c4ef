package dev.sluice.definition.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.definition.document.DocumentChannel;
import dev.sluice.definition.document.DocumentOperation;
import dev.sluice.definition.document.LocatedNode;
import dev.sluice.definition.document.Outline;
import dev.sluice.model.definition.DesignTopic;
import dev.sluice.model.definition.TopicParameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Topics: what a client receives from. SSE has one direction, so in 3.x both {@code send} (as the specification has it,
 * of the server's view) and {@code receive} (as some products write it, of the client's) are taken; {@code publish} of
 * 2.x is not.
 */
final class DocumentTopicsReader {
    private static final String RULE = "import-topic";
    private static final Set<String> OF_PARAMETERS = Set.of("enum", "default", "examples");

    private final Outline outline;
    private final ImportNotes notes;
    private final AuthReader auth;
    private final MessagesReader messages;

    DocumentTopicsReader(Outline outline, ImportNotes notes, AuthReader auth, MessagesReader messages) {
        this.outline = outline;
        this.notes = notes;
        this.auth = auth;
        this.messages = messages;
    }

    List<DesignTopic> topics() {
        Map<String, DesignTopic> topics = new LinkedHashMap<>();
        Set<String> operated = new HashSet<>();
        for (DocumentOperation operation : outline.operations()) {
            operated.add(operation.channel().at().pointer());
            if (operation.action().equals("publish")) {
                notes.warning(RULE, operation.at(), "publish is passed over: clients of SSE send nothing");
            } else {
                noteDirection(operation);
                add(topics, operation);
            }
        }
        for (DocumentChannel channel : outline.channels()) {
            if (operated.add(channel.at().pointer())) {
                notes.info(RULE, channel.entry(), "the channel has no operation; it is taken as one to receive from");
                add(topics, new DocumentOperation(channel.at().with(none()), "", channel));
            }
        }
        return List.copyOf(topics.values());
    }

    private static ObjectNode none() {
        return JsonNodeFactory.instance.objectNode();
    }

    private void noteDirection(DocumentOperation operation) {
        if (operation.action().equals("receive")) {
            notes.info(RULE, operation.at().get("action"), "receive is taken as what a client receives");
        }
    }

    private void add(Map<String, DesignTopic> topics, DocumentOperation operation) {
        String address = operation.channel().address();
        if (address.isEmpty()) {
            notes.warning(RULE, operation.channel().entry(), "a channel without an address is passed over");
            return;
        }
        String target = address.startsWith("/") ? address : '/' + address;
        DesignTopic topic = topic(target, operation);
        topics.merge(target, topic, DocumentTopicsReader::together);
    }

    private DesignTopic topic(String target, DocumentOperation operation) {
        LocatedNode channel = operation.channel().at();
        List<String> tags = operation.at().get("tags").entries().stream()
                .map(tag -> outline.references().resolve(tag).get("name").text())
                .filter(name -> !name.isEmpty())
                .toList();
        return new DesignTopic(
                target,
                title(operation.at(), channel),
                operation.at().get("summary").text(),
                channel.get("description").text(),
                auth.authType(operation),
                auth.scopes(operation),
                tags,
                parameters(channel),
                outline.messages(operation).stream()
                        .map(messages::nameOf)
                        .distinct()
                        .toList());
    }

    private static @Nullable String title(LocatedNode operation, LocatedNode channel) {
        String own = MessagesReader.orNull(operation.get("title"));
        return own != null ? own : MessagesReader.orNull(channel.get("title"));
    }

    private List<TopicParameter> parameters(LocatedNode channel) {
        List<TopicParameter> parameters = new ArrayList<>();
        for (LocatedNode entry : channel.get("parameters").entries()) {
            LocatedNode parameter = outline.references().resolve(entry);
            parameters.add(new TopicParameter(
                    entry.name(), parameter.get("description").text(), messages.plain(schema(parameter))));
        }
        return parameters;
    }

    /** 2.x has a schema; 3.x has some of its keywords, and in documents of Sluice the rest as {@code x-schema}. */
    private JsonNode schema(LocatedNode parameter) {
        if (!outline.document().version().isV3()) {
            return outline.references().resolve(parameter.get("schema")).node();
        }
        ObjectNode schema = none().put("type", "string");
        if (parameter.get("x-schema").node() instanceof ObjectNode rest) {
            schema.setAll(rest);
        }
        for (LocatedNode entry : parameter.entries()) {
            if (OF_PARAMETERS.contains(entry.name())) {
                schema.set(entry.name(), entry.node());
            }
        }
        return schema;
    }

    private static DesignTopic together(DesignTopic first, DesignTopic second) {
        Set<String> messages = new LinkedHashSet<>(first.messages());
        messages.addAll(second.messages());
        Set<String> scopes = new LinkedHashSet<>(first.scopes());
        scopes.addAll(second.scopes());
        return new DesignTopic(
                first.target(),
                first.title(),
                first.summary(),
                first.description(),
                first.isOpen() ? second.authType() : first.authType(),
                List.copyOf(scopes),
                first.tags(),
                first.parameters(),
                List.copyOf(messages));
    }
}
