package dev.sluice.gateway;

import dev.sluice.model.VersionedRecord;
import dev.sluice.model.api.ApiAuth;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.ApiStreaming;
import dev.sluice.model.api.ApiTopic;
import dev.sluice.model.api.Cors;
import dev.sluice.model.api.Endpoint;
import dev.sluice.model.api.EndpointSecurity;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.api.LifecycleState;
import dev.sluice.model.api.RevisionRef;
import dev.sluice.model.api.TopicStreaming;
import dev.sluice.model.api.Transport;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A deployed API for tests: published, plain HTTP, production only, nothing but what the test asks for. */
public final class SampleApi {
    private final String apiId;
    private String context = "/observer";
    private String basePath = "/observer/1.0.0";
    private boolean defaultVersion;
    private LifecycleState state = LifecycleState.PUBLISHED;
    private List<Transport> transports = List.of(Transport.HTTP, Transport.HTTPS);
    private ApiAuth auth = ApiAuth.DEFAULT;
    private Cors cors = Cors.OFF;
    private final Map<KeyType, Endpoint> endpoints = new EnumMap<>(KeyType.class);
    private final List<ApiTopic> topics = new ArrayList<>();

    private SampleApi(String apiId) {
        this.apiId = apiId;
        endpoints.put(KeyType.PRODUCTION, new Endpoint("http://localhost:1", EndpointSecurity.NONE, "hash"));
    }

    public static SampleApi of(String apiId) {
        return new SampleApi(apiId);
    }

    public SampleApi at(String context, String basePath) {
        this.context = context;
        this.basePath = basePath;
        return this;
    }

    public SampleApi asDefaultVersion() {
        defaultVersion = true;
        return this;
    }

    public SampleApi in(LifecycleState state) {
        this.state = state;
        return this;
    }

    public SampleApi over(Transport... transports) {
        this.transports = List.of(transports);
        return this;
    }

    public SampleApi with(ApiAuth auth) {
        this.auth = auth;
        return this;
    }

    public SampleApi with(Cors cors) {
        this.cors = cors;
        return this;
    }

    public SampleApi withSandbox() {
        endpoints.put(KeyType.SANDBOX, new Endpoint("http://localhost:2", EndpointSecurity.NONE, "other"));
        return this;
    }

    public SampleApi withoutProduction() {
        endpoints.remove(KeyType.PRODUCTION);
        return this;
    }

    public SampleApi topic(String target) {
        return topic(target, null, "Any");
    }

    public SampleApi topic(String target, @Nullable String uriMapping, String authType, String... scopes) {
        topics.add(new ApiTopic(target, uriMapping, authType, List.of(scopes), TopicStreaming.DEFAULT));
        return this;
    }

    public ApiRecord version(long version) {
        return new ApiRecord(
                VersionedRecord.SCHEMA,
                version,
                apiId,
                apiId,
                context,
                "1.0.0",
                basePath,
                defaultVersion,
                "Default",
                List.of("localhost"),
                new RevisionRef("revision", 1),
                state,
                transports,
                1,
                endpoints,
                auth,
                cors,
                topics.isEmpty() ? List.of(secured("/*")) : topics,
                ApiStreaming.DEFAULT);
    }

    private static ApiTopic secured(String target) {
        return new ApiTopic(target, null, "Any", List.of(), TopicStreaming.DEFAULT);
    }
}
