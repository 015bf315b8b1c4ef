package dev.sluice.model.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an AsyncAPI document of an API is made from: the body of {@code POST /v1/generate}. Names and URLs have at most 2,000
 * characters, descriptions 32,766, lists and maps 1,000 entries.
 *
 * @param context as the creator wrote it; {@code {version}} may stand in it
 * @param basePath context and version as clients write them: {@code /events/1.0.0}
 * @param retryMs a client's wait before it reconnects
 * @param heartbeatMs silence after which a client is sent a comment
 * @param topics in the order in which they are written
 * @param messages by the name under which topics refer to them: letters, digits and {@code . _ -}
 * @param schemas JSON schemas to which messages refer as {@code #/components/schemas/<name>}
 * @param extension a JSON object of what an API has beside that: {@code x-sluice-api} of the document; {@code null} = none
 */
public record ApiDesign(
        String name,
        String version,
        String context,
        String basePath,
        String description,
        @Nullable String termsOfService,
        @Nullable Contact contact,
        @Nullable License license,
        List<Tag> tags,
        @Nullable ExternalDocs externalDocs,
        List<GatewayServer> servers,
        DesignAuth auth,
        long retryMs,
        long heartbeatMs,
        List<DesignTopic> topics,
        Map<String, EventMessage> messages,
        Map<String, @Nullable Object> schemas,
        @Nullable Object extension) {
    public ApiDesign {
        name = Bounds.required("name", name);
        version = Bounds.required("version", version);
        context = Bounds.required("context", context);
        basePath = Bounds.required("basePath", basePath);
        description = Bounds.text("description", description, Bounds.LONG);
        termsOfService = Bounds.optional("termsOfService", termsOfService);
        tags = Bounds.list("tags", tags);
        servers = Bounds.list("servers", servers);
        auth = auth == null ? DesignAuth.DEFAULT : auth;
        topics = Bounds.list("topics", topics);
        messages = Bounds.map("messages", messages);
        schemas = jsonSchemas(schemas);
        extension = Bounds.json("extension", extension);
        if (topics.isEmpty()) {
            throw new IllegalArgumentException("topics must hold at least one");
        }
        for (DesignTopic topic : topics) {
            for (String message : topic.messages()) {
                if (!messages.containsKey(message)) {
                    throw new IllegalArgumentException(
                            "topic " + topic.target() + " has the message '" + message + "', which messages has not");
                }
            }
        }
    }

    static Map<String, @Nullable Object> jsonSchemas(@Nullable Map<String, @Nullable Object> schemas) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        Bounds.map("schemas", schemas).forEach((name, schema) -> copy.put(name, Bounds.json("schemas", schema)));
        return Bounds.map("schemas", copy);
    }
}
