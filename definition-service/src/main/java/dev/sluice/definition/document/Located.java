package dev.sluice.definition.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A part of a document, and where it is; what is absent is a missing node. */
public record Located(JsonNode node, String pointer) {
    public Located get(String name) {
        return new Located(node.path(name), Pointers.child(pointer, name));
    }

    public boolean exists() {
        return !node.isMissingNode() && !node.isNull();
    }

    public boolean isObject() {
        return node.isObject();
    }

    /** The text, or empty when it is none. */
    public String text() {
        return node.isTextual() ? node.textValue() : "";
    }

    /** The name under which it stands. */
    public String name() {
        return Pointers.last(pointer);
    }

    /** The entries of a map or of a list, in their order; none for anything else. */
    public List<Located> entries() {
        List<Located> entries = new ArrayList<>();
        if (node.isObject()) {
            node.fieldNames().forEachRemaining(name -> entries.add(get(name)));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                entries.add(new Located(node.get(i), pointer + '/' + i));
            }
        }
        return entries;
    }
}
