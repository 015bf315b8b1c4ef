package dev.sluice.definition.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a document, and where it is; what is absent is a missing node. Every way down is a step of the document's work.
 */
public final class LocatedNode {
    private final JsonNode node;
    private final @Nullable LocatedNode parent;
    private final String name;
    private final Work work;

    private LocatedNode(JsonNode node, @Nullable LocatedNode parent, String name, Work work) {
        this.node = node;
        this.parent = parent;
        this.name = name;
        this.work = work;
    }

    static LocatedNode top(JsonNode root, Work work) {
        return new LocatedNode(root, null, "", work);
    }

    public JsonNode node() {
        return node;
    }

    /** The JSON pointer; put together at each call, as keys may be long. */
    public String pointer() {
        Deque<String> names = new ArrayDeque<>();
        for (LocatedNode at = this; at.parent != null; at = at.parent) {
            names.push(at.name);
        }
        StringBuilder pointer = new StringBuilder();
        names.forEach(each -> pointer.append(Pointers.child("", each)));
        return pointer.toString();
    }

    public LocatedNode get(String entry) {
        work.step();
        return new LocatedNode(node.path(entry), this, entry, work);
    }

    /** The entry of a list; one of a map for anything else. */
    LocatedNode entry(String token) {
        work.step();
        return node.isArray() ? new LocatedNode(node.path(Pointers.index(token)), this, token, work) : get(token);
    }

    /** Something else in the same place. */
    public LocatedNode with(JsonNode other) {
        return new LocatedNode(other, parent, name, work);
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
        return name;
    }

    /** The entries of a map or of a list, in their order; none for anything else. */
    public List<LocatedNode> entries() {
        work.steps(node.size());
        List<LocatedNode> entries = new ArrayList<>(node.size());
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> entries.add(new LocatedNode(entry.getValue(), this, entry.getKey(), work)));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                entries.add(new LocatedNode(node.get(i), this, String.valueOf(i), work));
            }
        }
        return entries;
    }
}
