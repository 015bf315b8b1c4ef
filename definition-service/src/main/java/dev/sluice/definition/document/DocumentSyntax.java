package dev.sluice.definition.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a document is written. */
public enum DocumentSyntax {
    YAML("application/yaml"),
    JSON("application/json");

    private final String mediaType;

    DocumentSyntax(String mediaType) {
        this.mediaType = mediaType;
    }

    /** @param name {@code yaml} or {@code json} */
    public static Optional<DocumentSyntax> of(String name) {
        return Arrays.stream(values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    public String mediaType() {
        return mediaType;
    }

    public String write(JsonNode tree) {
        return switch (this) {
            case YAML -> DocumentWriter.yaml(tree);
            case JSON -> DocumentWriter.json(tree);
        };
    }
}
