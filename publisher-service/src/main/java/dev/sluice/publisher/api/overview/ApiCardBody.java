package dev.sluice.publisher.api.overview;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.model.api.KeyType;
import dev.sluice.publisher.api.deployment.LiveRevision;
import dev.sluice.publisher.api.design.Design;
import dev.sluice.publisher.api.endpoint.upstream.UpstreamSummary;
import dev.sluice.publisher.api.registry.ApiInfo;
import dev.sluice.publisher.api.version.ApiEntity;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An API as the publisher's lists show it: the contract's {@code APIInfo}. */
final class ApiCardBody {
    public final String id;
    public final String name;
    public final String description;
    public final String context;
    public final String version;
    public final String provider;
    public final String type;
    public final String lifeCycleStatus;
    public final String createdTime;
    public final String updatedTime;
    public final boolean advertiseOnly;
    public final Streaming streaming;

    private ApiCardBody(ApiEntity api, Streaming streaming) {
        ApiInfo info = ApiInfo.of(api);
        this.id = info.id();
        this.name = info.name();
        this.description = info.description();
        this.context = info.context();
        this.version = info.version();
        this.provider = info.provider();
        this.type = info.type();
        this.lifeCycleStatus = info.lifeCycleStatus();
        this.createdTime = info.createdTime();
        this.updatedTime = info.updatedTime();
        this.advertiseOnly = api.design().isThirdParty();
        this.streaming = streaming;
    }

    static ApiCardBody of(ApiEntity api, List<LiveRevision> live, UpstreamSummary upstreams) {
        return new ApiCardBody(api, Streaming.of(api.design(), live, upstreams));
    }

    /** @param endpoint host and port of the production backend, or of the sandbox if there is no other */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Streaming(int topics, @Nullable String endpoint, List<Deployment> deployments, UpstreamSummary upstreams) {
        static Streaming of(Design design, List<LiveRevision> live, UpstreamSummary upstreams) {
            return new Streaming(
                    design.topics().size(),
                    host(design),
                    live.stream().map(Deployment::of).toList(),
                    upstreams);
        }

        private static @Nullable String host(Design design) {
            String sandbox = design.endpoints().get(KeyType.SANDBOX);
            String url = design.endpoints().getOrDefault(KeyType.PRODUCTION, sandbox == null ? "" : sandbox);
            if (url.isEmpty()) {
                return null;
            }
            URI backend = URI.create(url);
            return backend.getPort() < 0 ? backend.getHost() : backend.getHost() + ':' + backend.getPort();
        }
    }

    record Deployment(String environment, String revisionId, int revision, String deployedTime) {
        static Deployment of(LiveRevision live) {
            return new Deployment(
                    live.environment(),
                    live.revisionId().toString(),
                    live.number(),
                    live.deployedAt().toString());
        }
    }
}
