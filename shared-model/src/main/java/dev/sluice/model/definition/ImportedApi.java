package dev.sluice.model.definition;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The facts of an API as a document gives them: the answer of {@code POST /v1/import}.
 *
 * @param asyncapi the document's version
 * @param name the title, as it stands; it need not be a good name
 * @param context where the document says; {@code null} = it does not
 * @param protocols of its servers, in lower case; empty = it names no server
 * @param streams whether all of them are SSE or HTTP, so that the API can be served
 * @param servers where the document says that the events come from: a proposal for endpoints
 * @param auth schemes and scopes
 * @param messages by the name under which topics refer to them
 * @param schemas to which the payloads refer
 * @param contact {@code null} = the document has none
 * @param tags names
 * @param gateways protocols of the servers that are gateways of Sluice
 * @param extension {@code x-sluice-api} of a document that Sluice made; {@code null} = it has none
 * @param findings what was passed over or may be meant otherwise; none is an error
 */
public record ImportedApi(
        String asyncapi,
        String name,
        String version,
        @Nullable String context,
        String description,
        List<String> protocols,
        boolean streams,
        List<Server> servers,
        DesignAuth auth,
        List<DesignTopic> topics,
        Map<String, EventMessage> messages,
        Map<String, @Nullable Object> schemas,
        @Nullable Contact contact,
        List<String> tags,
        List<String> gateways,
        @Nullable Object extension,
        List<Finding> findings) {
    public ImportedApi {
        name = Bounds.text("name", name, Bounds.SHORT);
        version = Bounds.text("version", version, Bounds.SHORT);
        description = Bounds.text("description", description, Bounds.LONG);
        protocols = Bounds.list("protocols", protocols);
        servers = Bounds.list("servers", servers);
        auth = auth == null ? DesignAuth.DEFAULT : auth;
        topics = Bounds.list("topics", topics);
        messages = Bounds.map("messages", messages);
        schemas = ApiDesign.jsonSchemas(schemas);
        tags = Bounds.list("tags", tags);
        gateways = Bounds.list("gateways", gateways);
        extension = Bounds.json("extension", extension);
        findings = Bounds.list("findings", findings);
    }

    /**
     * A server of the document.
     *
     * @param url with its variables' defaults filled in, without a trailing slash
     * @param sandbox whether its name says that it is for tries
     */
    public record Server(String name, String url, String protocol, boolean sandbox) {
        public Server {
            name = Bounds.required("servers.name", name);
            url = Bounds.text("servers.url", url, Bounds.SHORT);
            protocol = Bounds.text("servers.protocol", protocol, Bounds.SHORT);
        }
    }
}
