package dev.sluice.publisher.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Values that a schema of a document allows. */
final class SchemaValues {
    private static final int MAX_DEPTH = 6;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Document document;
    private final RandomGenerator random;

    SchemaValues(Document document, RandomGenerator random) {
        this.document = document;
        this.random = random;
    }

    JsonNode value(JsonNode schema) {
        return value(document.resolve(schema), 0);
    }

    private JsonNode value(JsonNode schema, int depth) {
        if (schema.has("enum")) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        if (schema.has("allOf")) {
            ObjectNode whole = JSON.objectNode();
            schema.path("allOf")
                    .forEach(part -> value(document.resolve(part), depth)
                            .properties()
                            .forEach(property -> whole.set(property.getKey(), property.getValue())));
            return whole;
        }
        return switch (schema.path("type").asText("object")) {
            case "string" -> JSON.textNode(text(schema));
            case "integer", "number" -> JSON.numberNode(number(schema));
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "array" -> array(schema, depth);
            default -> object(schema, depth);
        };
    }

    private String text(JsonNode schema) {
        if (schema.path("format").asText().equals("date-time")) {
            return "2026-01-01T00:00:00Z";
        }
        int max = Math.min(12, schema.path("maxLength").asInt(12));
        int min = Math.min(max, Math.max(1, schema.path("minLength").asInt(1)));
        StringBuilder text = new StringBuilder();
        int length = min + random.nextInt(max - min + 1);
        while (text.length() < length) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    private int number(JsonNode schema) {
        int min = schema.path("minimum").asInt(0);
        return min
                + random.nextInt(
                        Math.max(1, Math.min(100, schema.path("maximum").asInt(100) - min)));
    }

    private ArrayNode array(JsonNode schema, int depth) {
        ArrayNode array = JSON.arrayNode();
        for (int i = 0; depth < MAX_DEPTH && i < 1 + random.nextInt(2); i++) {
            array.add(value(document.resolve(schema.path("items")), depth + 1));
        }
        return array;
    }

    /** With what is required, and of the rest some. */
    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            boolean isRequired = schema.path("required")
                    .valueStream()
                    .anyMatch(name -> name.asText().equals(property.getKey()));
            if (isRequired || (depth < MAX_DEPTH && random.nextInt(3) > 0)) {
                object.set(property.getKey(), value(document.resolve(property.getValue()), depth + 1));
            }
        }
        return object;
    }
}
