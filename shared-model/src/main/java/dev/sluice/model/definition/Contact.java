package dev.sluice.model.definition;

import org.jspecify.annotations.Nullable;

/** Who answers for an API. */
public record Contact(
        @Nullable String name,
        @Nullable String url,
        @Nullable String email) {
    public Contact {
        name = Bounds.optional("contact.name", name);
        url = Bounds.optional("contact.url", url);
        email = Bounds.optional("contact.email", email);
    }
}
