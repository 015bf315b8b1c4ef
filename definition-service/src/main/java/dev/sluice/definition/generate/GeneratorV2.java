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
 * Documents of AsyncAPI 2.6.0. A topic is a channel with a {@code subscribe} operation: what the gateway sends and a client
 * may subscribe to.
 */
final class GeneratorV2 {
    private final ApiDesign design;
    private final DocumentParts parts;
    private final Messages messages;
    private final Security security;

    GeneratorV2(ApiDesign design) {
        this.design = design;
        this.parts = new DocumentParts(design);
        this.messages = new Messages(design, false);
        this.security = new Security(design, false);
    }

    ObjectNode document() {
        Tree components = Tree.map()
                .put("messages", messages.components())
                .put("schemas", messages.schemas())
                .put("securitySchemes", security.schemes());
        return Tree.map()
                .text("asyncapi", "2.6.0")
                .text("id", parts.id())
                .put("info", parts.info().text("x-context", design.context()))
                .put("tags", parts.tags())
                .put("externalDocs", parts.externalDocs())
                .text("defaultContentType", parts.defaultContentType())
                .put("servers", servers())
                .put("channels", channels())
                .put("components", components)
                .put("x-sluice-api", parts.extension())
                .node();
    }

    private ObjectNode servers() {
        Tree servers = Tree.map();
        for (GatewayServer server : design.servers()) {
            servers.put(
                    server.name(),
                    Tree.map()
                            .text("url", server.protocol() + "://{host}" + design.basePath())
                            .text("protocol", server.protocol())
                            .text("protocolVersion", server.protocolVersion())
                            .text("description", server.description())
                            .put("variables", DocumentParts.host(server))
                            .put("security", security.ofServers())
                            .text("x-sluice-environment", server.environment()));
        }
        return servers.node();
    }

    private ObjectNode channels() {
        List<String> targets = design.topics().stream().map(DesignTopic::target).toList();
        Map<String, String> ids = TopicIds.of(targets);
        List<String> servers =
                design.servers().stream().map(GatewayServer::name).toList();
        Tree channels = Tree.map();
        for (DesignTopic topic : design.topics()) {
            String id = ids.getOrDefault(topic.target(), topic.target());
            channels.put(
                    topic.target(),
                    Tree.map()
                            .text("description", topic.description())
                            .put("servers", Tree.texts(servers))
                            .put("parameters", parameters(topic))
                            .put("subscribe", operation(topic, id))
                            .text("x-auth-type", topic.authType()));
        }
        return channels.node();
    }

    private static ObjectNode parameters(DesignTopic topic) {
        Tree parameters = Tree.map();
        for (TopicParameter parameter : DocumentParts.parameters(topic)) {
            JsonNode schema = parameter.schema() == null
                    ? Tree.map().text("type", "string").node()
                    : Tree.json(parameter.schema());
            parameters.put(
                    parameter.name(),
                    Tree.map().text("description", parameter.description()).exactly("schema", schema));
        }
        return parameters.node();
    }

    private Tree operation(DesignTopic topic, String id) {
        Tree operation = Tree.map()
                .text("operationId", TopicIds.operation("subscribe", id))
                .text("summary", topic.summary())
                .put("tags", DocumentParts.tags(topic))
                .exactly("security", security.of(topic));
        Tree http = Tree.map()
                .text("type", "request")
                .text("method", "GET")
                .put("query", DocumentParts.query())
                .text("bindingVersion", "0.2.0");
        return parts.serving(operation, topic)
                .put("bindings", Tree.map().put("http", http))
                .put("message", message(topic));
    }

    private ObjectNode message(DesignTopic topic) {
        ArrayNode refs = JsonNodeFactory.instance.arrayNode();
        messages.of(topic).forEach(name -> refs.add(Tree.ref("/components/messages/" + name)));
        return refs.size() == 1
                ? (ObjectNode) refs.get(0)
                : Tree.map().put("oneOf", refs).node();
    }
}
