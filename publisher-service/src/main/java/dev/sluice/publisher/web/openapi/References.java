package dev.sluice.publisher.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** References in a document to its components: {@code #/components/<kind>/<name>}. */
final class References {
    private static final String REFERENCE = "$ref";
    private static final String COMPONENTS = "#/components/";

    private References() {}

    /** What a reference is to. */
    record Target(String kind, String name) {
        private static Target of(String reference) {
            int end = reference.lastIndexOf('/');
            return new Target(reference.substring(COMPONENTS.length(), end), reference.substring(end + 1));
        }

        private String withPrefix(String prefix) {
            return COMPONENTS + kind + '/' + prefix + name;
        }
    }

    /** Empty when the node is no reference. */
    static Optional<Target> target(JsonNode node) {
        return Optional.ofNullable(node.get(REFERENCE)).map(JsonNode::asText).map(Target::of);
    }

    /** All in this part of a document; one that is there twice is twice in the list. */
    static List<Target> in(JsonNode part) {
        return part.findValuesAsText(REFERENCE).stream().map(Target::of).toList();
    }

    /** A document whose references are to components with this before their names. */
    static JsonNode withPrefix(JsonNode document, String prefix) {
        JsonNode changed = document.deepCopy();
        for (JsonNode reference : changed.findParents(REFERENCE)) {
            Target target = Target.of(reference.path(REFERENCE).asText());
            ((ObjectNode) reference).put(REFERENCE, target.withPrefix(prefix));
        }
        return changed;
    }
}
