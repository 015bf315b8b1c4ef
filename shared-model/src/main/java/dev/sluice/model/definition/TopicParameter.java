package dev.sluice.model.definition;

import org.jspecify.annotations.Nullable;

/**
 * A parameter of a topic's template.
 *
 * @param name without braces
 * @param schema JSON schema of its values; {@code null} = any text
 */
public record TopicParameter(
        String name, String description, @Nullable Object schema) {
    public TopicParameter {
        name = Bounds.required("parameters.name", name);
        description = Bounds.text("parameters.description", description, Bounds.LONG);
        schema = Bounds.json("parameters.schema", schema);
    }
}
