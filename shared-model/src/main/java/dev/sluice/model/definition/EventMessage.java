package dev.sluice.model.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of event.
 *
 * @param type what the {@code event:} line says; {@code message} = there is none
 * @param contentType of the data; {@code null} = the document's default
 * @param schemaFormat of the payload; {@code null} = JSON schema
 * @param payload the schema of the data; {@code null} = not said
 */
public record EventMessage(
        String type,
        @Nullable String title,
        String summary,
        @Nullable String contentType,
        @Nullable String schemaFormat,
        @Nullable Object payload,
        List<EventExample> examples) {
    public EventMessage {
        type = type == null ? "message" : Bounds.required("messages.type", type);
        title = Bounds.optional("messages.title", title);
        summary = Bounds.text("messages.summary", summary, Bounds.LONG);
        contentType = Bounds.optional("messages.contentType", contentType);
        schemaFormat = Bounds.optional("messages.schemaFormat", schemaFormat);
        payload = Bounds.json("messages.payload", payload);
        examples = Bounds.list("messages.examples", examples);
    }
}
