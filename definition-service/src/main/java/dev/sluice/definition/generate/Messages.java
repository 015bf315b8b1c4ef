package dev.sluice.definition.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.definition.ApiDesign;
import dev.sluice.model.definition.DesignTopic;
import dev.sluice.model.definition.EventExample;
import dev.sluice.model.definition.EventMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Components of messages and schemas. A topic that names no message has one that says nothing but how an event is framed.
 */
final class Messages {
    private static final String FRAME = "SseFields";
    private static final String ANY_EVENT = "Event";

    private final ApiDesign design;
    private final boolean v3;
    private final String frame;
    private final String anyEvent;

    Messages(ApiDesign design, boolean v3) {
        this.design = design;
        this.v3 = v3;
        String frameName = FRAME;
        while (design.schemas().containsKey(frameName)
                && !Tree.json(design.schemas().get(frameName)).equals(frameSchema())) {
            frameName += '_';
        }
        String eventName = ANY_EVENT;
        while (design.messages().containsKey(eventName)) {
            eventName += '_';
        }
        this.frame = frameName;
        this.anyEvent = eventName;
    }

    /** Names of the messages of a topic, at least one. */
    List<String> of(DesignTopic topic) {
        return topic.messages().isEmpty() ? List.of(anyEvent) : topic.messages();
    }

    ObjectNode components() {
        Map<String, EventMessage> all = new LinkedHashMap<>(design.messages());
        if (design.topics().stream().anyMatch(topic -> topic.messages().isEmpty())) {
            all.put(anyEvent, new EventMessage("message", "Event", "Events of any type", null, null, null, List.of()));
        }
        Tree components = Tree.map();
        all.forEach((name, message) -> components.put(name, message(message)));
        return components.node();
    }

    ObjectNode schemas() {
        Tree schemas = Tree.map();
        design.schemas().forEach((name, schema) -> {
            if (!name.equals(frame)) {
                schemas.exactly(name, Tree.json(schema));
            }
        });
        return schemas.put(frame, frameSchema()).node();
    }

    private Tree message(EventMessage message) {
        Tree tree = Tree.map()
                .text("name", message.type())
                .text("title", message.title())
                .text("summary", message.summary())
                .text("contentType", message.contentType());
        if (!v3) {
            tree.text("schemaFormat", message.schemaFormat());
        }
        tree.put("headers", Tree.ref("/components/schemas/" + frame));
        if (message.payload() != null) {
            tree.exactly("payload", payload(message));
        }
        return tree.put("bindings", bindings()).put("examples", examples(message));
    }

    private JsonNode payload(EventMessage message) {
        JsonNode schema = Tree.json(message.payload());
        return v3 && message.schemaFormat() != null
                ? Tree.map()
                        .text("schemaFormat", message.schemaFormat())
                        .exactly("schema", schema)
                        .node()
                : schema;
    }

    private Tree bindings() {
        Tree contentType = Tree.map().text("type", "string").text("const", "text/event-stream");
        Tree headers =
                Tree.map().text("type", "object").put("properties", Tree.map().put("Content-Type", contentType));
        return Tree.map()
                .put("http", Tree.map().put("headers", headers).text("bindingVersion", v3 ? "0.3.0" : "0.2.0"));
    }

    private static ArrayNode examples(EventMessage message) {
        ArrayNode examples = JsonNodeFactory.instance.arrayNode();
        for (EventExample example : message.examples()) {
            Tree tree = Tree.map().text("name", example.name()).text("summary", example.summary());
            if (example.headers() != null) {
                tree.exactly("headers", Tree.json(example.headers()));
            }
            if (example.payload() != null) {
                tree.exactly("payload", Tree.json(example.payload()));
            }
            examples.add(tree.node());
        }
        return examples;
    }

    private static ObjectNode frameSchema() {
        Tree id = Tree.map()
                .text("type", "string")
                .text("description", "Event id; clients send it back in the Last-Event-ID request header");
        Tree event = Tree.map().text("type", "string").text("description", "Event type, equal to the message's name");
        Tree retry = Tree.map()
                .text("type", "integer")
                .number("minimum", 0)
                .text("description", "Reconnection time in milliseconds");
        return Tree.map()
                .text("type", "object")
                .text("description", "Fields of the SSE frame around the payload (`data:`)")
                .put("properties", Tree.map().put("id", id).put("event", event).put("retry", retry))
                .node();
    }
}
