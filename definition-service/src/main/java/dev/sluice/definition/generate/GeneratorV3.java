package dev.sluice.definition.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.definition.ApiDesign;
import dev.sluice.model.definition.DesignTopic;
import dev.sluice.model.definition.GatewayServer;
import dev.sluice.model.definition.TopicParameter;
import java.util.List;
import java.util.Map;

/**
 * Documents of AsyncAPI 3.0.0. A topic is a channel and an operation with the action {@code send}: the document
 * describes the gateway, which sends.
 */
final class GeneratorV3 {
    /** What a parameter may have of its schema; texts only. */
    private static final List<String> OF_PARAMETERS = List.of("enum", "default", "examples");

    private final ApiDesign design;
    private final DocumentParts parts;
    private final Messages messages;
    private final Security security;
    private final Map<String, String> ids;

    GeneratorV3(ApiDesign design) {
        this.design = design;
        this.parts = new DocumentParts(design);
        this.messages = new Messages(design, true);
        this.security = new Security(design, true);
        this.ids = TopicIds.of(design.topics().stream().map(DesignTopic::target).toList());
    }

    ObjectNode document() {
        Tree channels = Tree.map();
        Tree operations = Tree.map();
        for (DesignTopic topic : design.topics()) {
            String id = ids.getOrDefault(topic.target(), topic.target());
            channels.put(id, channel(topic));
            operations.put(TopicIds.operation("send", id), operation(topic, id));
        }
        return Tree.map()
                .text("asyncapi", "3.0.0")
                .text("id", parts.id())
                .put("info", info())
                .text("defaultContentType", parts.defaultContentType())
                .put("servers", servers())
                .put("channels", channels)
                .put("operations", operations)
                .put("components", components())
                .put("x-sluice-api", parts.extension())
                .node();
    }

    private Tree info() {
        return parts.info()
                .put("tags", parts.tags())
                .put("externalDocs", parts.externalDocs())
                .text("x-context", design.context());
    }

    private Tree components() {
        Tree http = Tree.map()
                .text("method", "GET")
                .put("query", DocumentParts.query())
                .text("bindingVersion", "0.3.0");
        return Tree.map()
                .put("operationBindings", Tree.map().put("sse", Tree.map().put("http", http)))
                .put("messages", messages.components())
                .put("schemas", messages.schemas())
                .put("securitySchemes", security.schemes());
    }

    private ObjectNode servers() {
        Tree servers = Tree.map();
        for (GatewayServer server : design.servers()) {
            servers.put(
                    server.name(),
                    Tree.map()
                            .text("host", "{host}")
                            .text("pathname", design.basePath())
                            .text("protocol", server.protocol())
                            .text("protocolVersion", server.protocolVersion())
                            .text("description", server.description())
                            .put("variables", DocumentParts.host(server))
                            .put("security", security.ofServers())
                            .text("x-sluice-environment", server.environment()));
        }
        return servers.node();
    }

    private Tree channel(DesignTopic topic) {
        ArrayNode servers = JsonNodeFactory.instance.arrayNode();
        design.servers().forEach(server -> servers.add(Tree.ref("/servers/" + server.name())));
        Tree refs = Tree.map();
        messages.of(topic).forEach(name -> refs.put(name, Tree.ref("/components/messages/" + name)));
        return Tree.map()
                .text("address", topic.target())
                .text("title", topic.title())
                .text("description", topic.description())
                .put("servers", servers)
                .put("parameters", parameters(topic))
                .put("messages", refs)
                .text("x-auth-type", topic.authType());
    }

    /** What of a schema 3.x has no place for goes to {@code x-schema}. */
    private static ObjectNode parameters(DesignTopic topic) {
        Tree parameters = Tree.map();
        for (TopicParameter parameter : DocumentParts.parameters(topic)) {
            Tree tree = Tree.map().text("description", parameter.description());
            if (Tree.json(parameter.schema()) instanceof ObjectNode schema) {
                ObjectNode rest = schema.deepCopy();
                for (String name : OF_PARAMETERS) {
                    if (isTexts(schema.path(name))) {
                        tree.put(name, rest.remove(name));
                    }
                }
                boolean anyText = rest.size() == 1 && rest.path("type").asText().equals("string");
                tree.put("x-schema", anyText ? Tree.map().node() : rest);
            }
            parameters.exactly(parameter.name(), tree.node());
        }
        return parameters.node();
    }

    private static boolean isTexts(JsonNode value) {
        if (!value.isArray()) {
            return value.isTextual();
        }
        for (JsonNode entry : value) {
            if (!entry.isTextual()) {
                return false;
            }
        }
        return true;
    }

    private Tree operation(DesignTopic topic, String id) {
        ArrayNode refs = JsonNodeFactory.instance.arrayNode();
        messages.of(topic).forEach(name -> refs.add(Tree.ref("/channels/" + id + "/messages/" + name)));
        Tree operation = Tree.map()
                .text("action", "send")
                .text("title", topic.title())
                .text("summary", topic.summary())
                .put("tags", DocumentParts.tags(topic))
                .put("channel", Tree.ref("/channels/" + id))
                .put("messages", refs)
                .exactly("security", security.of(topic))
                .put("bindings", Tree.ref("/components/operationBindings/sse"));
        return parts.serving(operation, topic);
    }
}
