package dev.sluice.model.definition;

import org.jspecify.annotations.Nullable;

/** A tag, of an API or of topics. */
public record Tag(String name, @Nullable String description) {
    public Tag {
        name = Bounds.required("tags.name", name);
        description = Bounds.optional("tags.description", description);
    }
}
