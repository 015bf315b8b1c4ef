package dev.sluice.model.definition;

import org.jspecify.annotations.Nullable;

/**
 * One event as it may come.
 *
 * @param headers the fields of the SSE frame around the data: {@code id}, {@code event}, {@code retry}; {@code null} = none shown
 * @param payload the data; {@code null} = not shown
 */
public record EventExample(
        @Nullable String name,
        @Nullable String summary,
        @Nullable Object headers,
        @Nullable Object payload) {
    public EventExample {
        name = Bounds.optional("examples.name", name);
        summary = Bounds.optional("examples.summary", summary);
        headers = Bounds.json("examples.headers", headers);
        payload = Bounds.json("examples.payload", payload);
    }
}
