package dev.sluice.testsupport.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes the schemas of an OpenAPI 3.0 document say that an object has the properties that they name and no other, which is
 * what a contract means for answers. Left open: objects that name none, and the parts of an {@code allOf}, which see the
 * properties of the whole.
 */
final class ClosedSchemas {
    private static final String PROPERTIES = "properties";
    private static final String ADDITIONAL = "additionalProperties";
    private static final String SCHEMAS = "/components/schemas";

    private final Set<String> parts = new HashSet<>();

    private ClosedSchemas() {}

    static void in(JsonNode document) {
        ClosedSchemas closed = new ClosedSchemas();
        document.findValues("allOf")
                .forEach(whole -> whole.findValuesAsText("$ref")
                        .forEach(reference -> closed.parts.add(reference.substring(reference.lastIndexOf('/') + 1))));
        document.at(SCHEMAS).properties().stream()
                .filter(schema -> !closed.parts.contains(schema.getKey()))
                .forEach(schema -> closed.close(schema.getValue()));
        document.findValues("content")
                .forEach(content -> content.forEach(mediaType -> closed.close(mediaType.path("schema"))));
    }

    private void close(JsonNode node) {
        if (node instanceof ObjectNode schema) {
            schema.path(PROPERTIES).forEach(this::close);
            List.of("items", ADDITIONAL).forEach(inner -> close(schema.path(inner)));
            boolean namesAll = !schema.has(ADDITIONAL) && !schema.has("allOf");
            if (namesAll && !schema.path(PROPERTIES).isEmpty()) {
                schema.put(ADDITIONAL, false);
            }
        }
    }
}
