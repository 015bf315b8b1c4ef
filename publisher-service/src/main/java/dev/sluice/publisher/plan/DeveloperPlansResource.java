package dev.sluice.publisher.plan;

import dev.sluice.model.access.AccessRecord.PlanLevel;
import dev.sluice.publisher.web.access.AnyVisitor;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code /throttling-policies} of the developer portal: the plans that a user may choose. */
@Path("/api/am/devportal/v3/throttling-policies")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class DeveloperPlansResource {
    private final Plans plans;

    DeveloperPlansResource(Plans plans) {
        this.plans = plans;
    }

    @GET
    @Path("/{policyLevel}")
    @AnyVisitor
    public Response list(
            @PathParam("policyLevel") String policyLevel, @Context UriInfo uri, @Context SecurityContext user) {
        return PlanPageBody.answer(
                shown(policyLevel, user)
                        .map(all -> all.stream().map(PlanBody::of).toList()),
                policyLevel,
                uri);
    }

    /** By its id or by its name, which WSO2's clients know it by. */
    @GET
    @Path("/{policyLevel}/{policyId}")
    @AnyVisitor
    public Response get(
            @PathParam("policyLevel") String policyLevel,
            @PathParam("policyId") String policyId,
            @Context SecurityContext user) {
        return shown(policyLevel, user)
                .map(all -> PlanPageBody.one(
                        all.stream()
                                .filter(plan -> plan.name().equals(policyId)
                                        || plan.id().toString().equals(policyId))
                                .findFirst()
                                .map(PlanBody::of),
                        policyId))
                .orElseGet(() -> PlanPageBody.unknownLevel(policyLevel));
    }

    private Optional<List<PlanEntity>> shown(String level, SecurityContext user) {
        return Arrays.stream(PlanLevel.values())
                .filter(known -> known.wireName().equals(level))
                .findFirst()
                .map(known -> plans.choosableBy(known, UserRolesReader.read(user)));
    }
}
