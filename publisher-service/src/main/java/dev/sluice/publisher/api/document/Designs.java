package dev.sluice.publisher.api.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.model.api.ApiTopic;
import dev.sluice.model.api.Transport;
import dev.sluice.model.definition.ApiDesign;
import dev.sluice.model.definition.Contact;
import dev.sluice.model.definition.DesignAuth;
import dev.sluice.model.definition.DesignTopic;
import dev.sluice.model.definition.EventMessage;
import dev.sluice.model.definition.GatewayServer;
import dev.sluice.model.definition.ImportedApi;
import dev.sluice.model.definition.Tag;
import dev.sluice.model.wire.Wire;
import dev.sluice.publisher.api.deployment.Deployments;
import dev.sluice.publisher.api.design.ApiProfile;
import dev.sluice.publisher.api.design.ApiScope;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.delivery.environment.EnvironmentConfig;
import dev.sluice.publisher.identity.signingkey.TokenConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What documents of APIs are made from: the API as it is now, and what an imported document told of its messages. */
@ApplicationScoped
public class Designs {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SECOND = "2:";

    private final EnvironmentConfig environment;
    private final TokenConfig tokens;

    private final ApiExtensions extensions;

    Designs(EnvironmentConfig environment, TokenConfig tokens, ApiExtensions extensions) {
        this.environment = environment;
        this.tokens = tokens;
        this.extensions = extensions;
    }

    /**
     * For its creators: an import of the document makes the same API again.
     *
     * @param imported {@code null} = the API has no document of its own
     */
    ApiDesign of(ApiEntity api, @Nullable ImportedApi imported) {
        return design(api, imported, servers(api), extensions.of(api));
    }

    /** For developers, who learn nothing of its backend, and where it is deployed. */
    public ApiDesign forDevelopers(
            ApiEntity api, @Nullable ImportedApi imported, List<Deployments.Placement> deployed) {
        List<GatewayServer> servers = new ArrayList<>();
        for (Transport transport : Transport.values()) {
            Map<String, List<String>> vhosts = new LinkedHashMap<>();
            deployed.stream()
                    .filter(each -> each.transports().contains(transport))
                    .forEach(each -> vhosts.computeIfAbsent(each.environment(), any -> new ArrayList<>())
                            .add(each.vhost()));
            vhosts.forEach((name, hosts) -> servers.add(server(name, transport, hosts)));
        }
        return design(api, imported, servers, null);
    }

    /** Another one when a document would say something else; where the gateways are does not count. */
    String fingerprint(ApiEntity api, @Nullable ImportedApi imported) {
        return SECOND
                + hash(design(api, imported, List.of(), extensions.ofStreams(api)))
                        .substring(SECOND.length());
    }

    /** Returns whether a stored fingerprint is that of the API as it is; an older row has one without extensions. */
    boolean isOf(String fingerprint, ApiEntity api, @Nullable ImportedApi imported) {
        return fingerprint.startsWith(SECOND)
                ? fingerprint.equals(fingerprint(api, imported))
                : fingerprint.equals(hash(design(api, imported, List.of(), null)));
    }

    private static String hash(ApiDesign of) {
        byte[] design = Wire.write(of);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(design));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private ApiDesign design(
            ApiEntity api, @Nullable ImportedApi imported, List<GatewayServer> servers, @Nullable Object extension) {
        Map<String, EventMessage> messages = new LinkedHashMap<>();
        List<DesignTopic> topics = new ArrayList<>();
        for (ApiTopic topic : api.design().topics()) {
            topics.add(topic(api, topic, imported, messages));
        }
        ApiProfile profile = api.design().profile();
        return new ApiDesign(
                api.name(),
                api.version(),
                api.context(),
                api.basePath(),
                api.design().description(),
                null,
                contact(profile.business()),
                null,
                profile.tags().stream().map(tag -> new Tag(tag, null)).toList(),
                null,
                servers,
                auth(api),
                api.design().streaming().retryMs(),
                api.design().streaming().heartbeatMs(),
                topics,
                messages,
                imported == null ? Map.of() : imported.schemas(),
                extension);
    }

    private static @Nullable Contact contact(ApiProfile.Business business) {
        return business.technicalOwner() == null && business.technicalOwnerEmail() == null
                ? null
                : new Contact(business.technicalOwner(), null, business.technicalOwnerEmail());
    }

    private DesignAuth auth(ApiEntity api) {
        Map<String, String> scopes = new LinkedHashMap<>();
        for (ApiScope scope : api.design().scopes()) {
            scopes.put(scope.name(), scope.description());
        }
        return new DesignAuth(api.design().auth(), tokens.issuer(), scopes);
    }

    private List<GatewayServer> servers(ApiEntity api) {
        return api.design().transports().stream()
                .map(transport -> server(environment.name(), transport, environment.vhosts()))
                .toList();
    }

    private GatewayServer server(String name, Transport transport, List<String> vhosts) {
        int port = transport == Transport.HTTPS ? environment.httpsPort() : environment.httpPort();
        int usual = transport == Transport.HTTPS ? 443 : 80;
        List<String> hosts = vhosts.stream()
                .map(host -> port == usual ? host : host + ':' + port)
                .toList();
        String protocol = transport.wireName();
        return new GatewayServer(
                name.replaceAll("[^A-Za-z0-9_-]", "_") + '-' + protocol,
                protocol,
                hosts,
                null,
                "Gateway " + name,
                name);
    }

    /** A schema that the creator has given counts more than an imported document. */
    private static DesignTopic topic(
            ApiEntity api, ApiTopic topic, @Nullable ImportedApi imported, Map<String, EventMessage> messages) {
        Optional<DesignTopic> told = imported == null
                ? Optional.empty()
                : imported.topics().stream()
                        .filter(known -> known.target().equals(topic.target()))
                        .findFirst();
        String schema = api.design().docOf(topic).payloadSchema();
        List<String> names = new ArrayList<>();
        if (!schema.isEmpty()) {
            String name = topic.target().replaceAll("[^A-Za-z0-9]+", "_") + "Event";
            messages.put(
                    name, new EventMessage("message", null, "", "application/json", null, plain(schema), List.of()));
            names.add(name);
        } else if (told.isPresent() && imported != null) {
            for (String name : told.get().messages()) {
                EventMessage message = imported.messages().get(name);
                if (message != null) {
                    messages.put(name, message);
                    names.add(name);
                }
            }
        }
        return new DesignTopic(
                topic.target(),
                told.map(DesignTopic::title).orElse(null),
                told.map(DesignTopic::summary).orElse(""),
                api.design().docOf(topic).description(),
                topic.authType(),
                topic.scopes(),
                told.map(DesignTopic::tags).orElse(List.of()),
                told.map(DesignTopic::parameters).orElse(List.of()),
                names);
    }

    /** Checked to be JSON when it was stored. */
    private static @Nullable Object plain(String schema) {
        try {
            return JSON.readValue(schema, Object.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a payload schema is stored that is no JSON", broken);
        }
    }
}
