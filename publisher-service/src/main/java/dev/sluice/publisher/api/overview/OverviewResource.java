package dev.sluice.publisher.api.overview;

import dev.sluice.publisher.api.body.ApiAnswers;
import dev.sluice.publisher.api.deployment.Deployments;
import dev.sluice.publisher.api.deployment.LiveRevision;
import dev.sluice.publisher.api.design.Design;
import dev.sluice.publisher.api.endpoint.upstream.UpstreamStates;
import dev.sluice.publisher.api.registry.Apis;
import dev.sluice.publisher.api.revision.RevisionEntity;
import dev.sluice.publisher.api.revision.RevisionRepository;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.delivery.propagation.GatewayProgress;
import dev.sluice.publisher.delivery.propagation.Propagation;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.rest.Ids;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** {@code GET /apis/{apiId}/overview}: what is missing until clients have an API. */
@Path("/api/am/publisher/v4")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class OverviewResource {
    private final Apis apis;
    private final RevisionRepository revisions;
    private final Deployments deployments;
    private final Propagation propagation;
    private final UpstreamStates upstreams;

    OverviewResource(
            Apis apis,
            RevisionRepository revisions,
            Deployments deployments,
            Propagation propagation,
            UpstreamStates upstreams) {
        this.apis = apis;
        this.revisions = revisions;
        this.deployments = deployments;
        this.propagation = propagation;
        this.upstreams = upstreams;
    }

    @GET
    @Path("/apis/{apiId}/overview")
    @RequiresScope({Scope.API_VIEW, Scope.API_MANAGE})
    public Response get(@PathParam("apiId") String apiId) {
        return Ids.parse(apiId)
                .flatMap(apis::find)
                .map(api -> ApiAnswers.tagged(Response.ok(body(api)), api).build())
                .orElseGet(() -> ApiAnswers.unknownApi(apiId));
    }

    private OverviewBody body(ApiEntity api) {
        return OverviewBody.of(
                api,
                Overview.of(api, deployed(api.id())),
                upstreams.summary(api.id().toString()));
    }

    private Overview.Deployed deployed(UUID apiId) {
        List<RevisionEntity> all = revisions.ofApi(apiId);
        List<LiveRevision> live = deployments.live(List.of(apiId)).getOrDefault(apiId, List.of());
        Set<UUID> ids = live.stream().map(LiveRevision::revisionId).collect(Collectors.toSet());
        List<Design> designs = all.stream()
                .filter(revision -> ids.contains(revision.id()))
                .map(RevisionEntity::design)
                .toList();
        return new Overview.Deployed(!all.isEmpty(), designs, live.stream().anyMatch(this::isApplied));
    }

    /** While it is not known, it is not said to be missing. */
    private boolean isApplied(LiveRevision live) {
        return propagation
                .progress(live.record())
                .map(gateways -> gateways.stream().anyMatch(gateway -> gateway.step() == GatewayProgress.Step.APPLIED))
                .orElse(true);
    }
}
