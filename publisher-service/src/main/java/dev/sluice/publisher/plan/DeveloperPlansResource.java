package dev.sluice.publisher.plan;

import dev.sluice.publisher.web.access.AnyVisitor;
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

/** {@code /throttling-policies/{policyLevel}} of the developer portal: the plans to choose from. */
@Path("/api/am/devportal/v3")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class DeveloperPlansResource {
    private static final Set<PlanLevel> LEVELS = EnumSet.of(PlanLevel.SUBSCRIPTION, PlanLevel.APPLICATION);

    @GET
    @Path("/throttling-policies/{policyLevel}")
    @AnyVisitor
    public Response list(@PathParam("policyLevel") String policyLevel, @Context UriInfo uri) {
        return PlanListBody.answer(policyLevel, LEVELS, uri);
    }
}
