package dev.sluice.model.definition;

import org.jspecify.annotations.Nullable;

/** Under what an API is offered. */
public record License(String name, @Nullable String url) {
    public License {
        name = Bounds.required("license.name", name);
        url = Bounds.optional("license.url", url);
    }
}
