package dev.sluice.definition.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.definition.Finding;

/**
 * A document of one of the versions that are known: its tree, and where everything stands in its text. The tree is not
 * to be changed.
 */
public final class Document {
    private static final int MAX_POINTER = 4_000;

    private final ObjectNode root;
    private final AsyncApiVersion version;
    private final SourceMap places;
    private final Work work;

    Document(ObjectNode root, AsyncApiVersion version, SourceMap places, Work work) {
        this.root = root;
        this.version = version;
        this.places = places;
        this.work = work;
    }

    /** Whatever is done with this document is a part of it. */
    public Work work() {
        return work;
    }

    public JsonNode root() {
        return root;
    }

    public AsyncApiVersion version() {
        return version;
    }

    /** The whole document, to go down from. */
    public LocatedNode top() {
        return LocatedNode.top(root, work);
    }

    /** A finding with the place of what the pointer points to; of what is around it when the pointer is very long. */
    public Finding finding(Finding.Severity severity, String rule, String message, String pointer) {
        String shown = pointer;
        while (shown.length() > MAX_POINTER) {
            shown = shown.substring(0, shown.lastIndexOf('/'));
        }
        TextPosition place = places.find(root, shown);
        return new Finding(severity, rule, message, shown, place.line(), place.column());
    }
}
