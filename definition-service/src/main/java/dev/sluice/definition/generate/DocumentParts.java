package dev.sluice.definition.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.WireName;
import dev.sluice.model.api.TopicStreaming.Heartbeat;
import dev.sluice.model.channel.RequestTarget;
import dev.sluice.model.definition.ApiDesign;
import dev.sluice.model.definition.Contact;
import dev.sluice.model.definition.DesignTopic;
import dev.sluice.model.definition.ExternalDocs;
import dev.sluice.model.definition.GatewayServer;
import dev.sluice.model.definition.License;
import dev.sluice.model.definition.Tag;
import dev.sluice.model.definition.TopicParameter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What documents of both generations have alike. */
final class DocumentParts {
    private static final List<String> HEARTBEATS =
            Stream.of(Heartbeat.values()).map(WireName::wireName).toList();

    private static final Pattern PARAMETER = Pattern.compile("\\{([^{}/]+)}");

    private final ApiDesign design;

    DocumentParts(ApiDesign design) {
        this.design = design;
    }

    /** A URN that no other API has; blanks and the like are escaped. */
    String id() {
        return "urn:sluice:api:" + escaped(design.name()) + ':' + escaped(design.version());
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Without what stands elsewhere in one of the generations. */
    Tree info() {
        Contact contact = design.contact();
        License license = design.license();
        Tree info = Tree.map()
                .text("title", design.name())
                .text("version", design.version())
                .text("description", design.description())
                .text("termsOfService", design.termsOfService());
        if (contact != null) {
            info.put(
                    "contact",
                    Tree.map()
                            .text("name", contact.name())
                            .text("url", contact.url())
                            .text("email", contact.email()));
        }
        return license == null
                ? info
                : info.put("license", Tree.map().text("name", license.name()).text("url", license.url()));
    }

    ArrayNode tags() {
        ArrayNode tags = JsonNodeFactory.instance.arrayNode();
        for (Tag tag : design.tags()) {
            tags.add(Tree.map()
                    .text("name", tag.name())
                    .text("description", tag.description())
                    .node());
        }
        return tags;
    }

    ObjectNode externalDocs() {
        ExternalDocs docs = design.externalDocs();
        return docs == null
                ? Tree.map().node()
                : Tree.map()
                        .text("description", docs.description())
                        .text("url", docs.url())
                        .node();
    }

    /** {@code x-sluice-api}; empty when there is none. */
    JsonNode extension() {
        return design.extension() == null ? Tree.map().node() : Tree.json(design.extension());
    }

    /** The one of all messages; empty when they differ or do not say. */
    String defaultContentType() {
        List<String> types = design.messages().values().stream()
                .map(message -> Objects.requireNonNullElse(message.contentType(), ""))
                .distinct()
                .toList();
        return types.size() == 1 ? types.getFirst() : "";
    }

    /** The variable {@code host} of a server. */
    static Tree host(GatewayServer server) {
        Tree host = Tree.map();
        if (server.hosts().size() > 1) {
            host.put("enum", Tree.texts(server.hosts()));
        }
        return Tree.map()
                .put(
                        "host",
                        host.text("default", server.hosts().getFirst())
                                .text("description", "Host of the gateway environment"));
    }

    static ArrayNode tags(DesignTopic topic) {
        ArrayNode tags = JsonNodeFactory.instance.arrayNode();
        topic.tags().forEach(tag -> tags.add(Tree.map().text("name", tag).node()));
        return tags;
    }

    /** The parameters of the template, in its order; those that the design does not describe included. */
    static List<TopicParameter> parameters(DesignTopic topic) {
        List<TopicParameter> parameters = new ArrayList<>();
        Matcher names = PARAMETER.matcher(topic.target());
        while (names.find()) {
            String name = names.group(1);
            parameters.add(topic.parameters().stream()
                    .filter(described -> described.name().equals(name))
                    .findFirst()
                    .orElseGet(() -> new TopicParameter(name, "", null)));
        }
        return parameters;
    }

    /** How the gateway serves it: {@code x-auth-type}, {@code x-scopes}, {@code x-sse}. */
    Tree serving(Tree operation, DesignTopic topic) {
        return operation
                .text("x-auth-type", topic.authType())
                .put("x-scopes", Tree.texts(topic.scopes()))
                .put(
                        "x-sse",
                        Tree.map()
                                .number("retry", design.retryMs())
                                .number("heartbeat", design.heartbeatMs())
                                .flag("resume", true));
    }

    /** What a client may ask for in the query; anything else there is the backend's. */
    static ObjectNode query() {
        return Tree.map()
                .text("type", "object")
                .put(
                        "properties",
                        Tree.map()
                                .put(
                                        "lastEventId",
                                        Tree.map()
                                                .text("type", "string")
                                                .text(
                                                        "description",
                                                        "Same as the Last-Event-ID request header, for clients that"
                                                                + " cannot set headers"))
                                .put(
                                        "since",
                                        Tree.map()
                                                .text("type", "string")
                                                .text(
                                                        "description",
                                                        "Where to start without an id: earliest, latest, -N for the"
                                                                + " last N events, or a time"))
                                .put(
                                        RequestTarget.HEARTBEAT,
                                        Tree.map()
                                                .text("type", "string")
                                                .put("enum", Tree.texts(HEARTBEATS))
                                                .text(
                                                        "description",
                                                        "What comes after a silence: a comment, or an event, which"
                                                                + " scripts of pages see")))
                .node();
    }
}
