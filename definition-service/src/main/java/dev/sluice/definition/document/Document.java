package dev.sluice.definition.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.definition.Finding;

/**
 * A document of one of the versions that are known: its tree, and where everything stands in its text. The tree is not to be
 * changed.
 */
public final class Document {
    private final ObjectNode root;
    private final AsyncApiVersion version;
    private final SourceMap places;

    Document(ObjectNode root, AsyncApiVersion version, SourceMap places) {
        this.root = root;
        this.version = version;
        this.places = places;
    }

    public JsonNode root() {
        return root;
    }

    public AsyncApiVersion version() {
        return version;
    }

    /** The whole document, to go down from. */
    public Located top() {
        return new Located(root, "");
    }

    /** A finding with the place of what the pointer points to. */
    public Finding finding(Finding.Severity severity, String rule, String message, String pointer) {
        Place place = places.find(root, pointer);
        return new Finding(severity, rule, message, pointer, place.line(), place.column());
    }
}
