package dev.sluice.definition.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps that are filled in order; what is absent or empty is left out. */
final class Tree {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private final ObjectNode node = JsonNodeFactory.instance.objectNode();

    static Tree map() {
        return new Tree();
    }

    /** {@code {"$ref": ...}}; the names in it need no escape. */
    static ObjectNode ref(String pointer) {
        return map().text("$ref", '#' + pointer).node();
    }

    static ArrayNode texts(List<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    /** A JSON value out of maps, lists, texts, numbers and booleans. */
    static JsonNode json(@Nullable Object value) {
        return MAPPER.valueToTree(value);
    }

    Tree text(String name, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            node.put(name, text);
        }
        return this;
    }

    Tree number(String name, long number) {
        node.put(name, number);
        return this;
    }

    Tree flag(String name, boolean flag) {
        node.put(name, flag);
        return this;
    }

    Tree put(String name, Tree value) {
        return put(name, value.node);
    }

    /** Left out when it is an empty map or list. */
    Tree put(String name, JsonNode value) {
        return value.isContainerNode() && value.isEmpty() ? this : exactly(name, value);
    }

    /** Written even when it is empty. */
    Tree exactly(String name, JsonNode value) {
        node.set(name, value);
        return this;
    }

    ObjectNode node() {
        return node;
    }
}
