package dev.sluice.model.definition;

import org.jspecify.annotations.Nullable;

/** More to read about an API. */
public record ExternalDocs(@Nullable String description, String url) {
    public ExternalDocs {
        description = Bounds.optional("externalDocs.description", description);
        url = Bounds.required("externalDocs.url", url);
    }
}
