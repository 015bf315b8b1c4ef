package dev.sluice.publisher.plan;

import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.EnumSet;
import java.util.Set;

/** {@code /throttling-policies/{policyLevel}} of the publisher: the plans that an API may be offered under. */
@Path("/api/am/publisher/v4")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class PlansResource {
    private static final Set<PlanLevel> LEVELS = EnumSet.of(PlanLevel.SUBSCRIPTION, PlanLevel.API);

    @GET
    @Path("/throttling-policies/{policyLevel}")
    @RequiresScope({Scope.API_VIEW, Scope.TIER_VIEW, Scope.TIER_MANAGE})
    public Response list(@PathParam("policyLevel") String policyLevel, @Context UriInfo uri) {
        return PlanListBody.answer(policyLevel, LEVELS, uri);
    }
}
