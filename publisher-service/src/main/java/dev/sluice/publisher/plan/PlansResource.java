package dev.sluice.publisher.plan;

import dev.sluice.model.access.AccessRecord.PlanLevel;
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
import java.util.List;
import java.util.Optional;

/** {@code /throttling-policies} of the publisher: the plans that an API may be offered under. */
@Path("/api/am/publisher/v4/throttling-policies")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class PlansResource {
    /** WSO2's level of plans that limit APIs themselves: here nothing does. */
    private static final String API = "api";

    private static final String OF_API = "Unlimited";

    private final Plans plans;

    PlansResource(Plans plans) {
        this.plans = plans;
    }

    @GET
    @Path("/{policyLevel}")
    @RequiresScope({Scope.API_VIEW, Scope.TIER_VIEW, Scope.TIER_MANAGE})
    public Response list(@PathParam("policyLevel") String policyLevel, @Context UriInfo uri) {
        return PlanPageBody.answer(shown(policyLevel), policyLevel, uri);
    }

    /** With all that an administrator has said. */
    @GET
    @Path("/streaming/subscription")
    @RequiresScope({Scope.API_VIEW, Scope.TIER_VIEW, Scope.TIER_MANAGE})
    public Response streaming(@Context UriInfo uri) {
        List<AdminPlanBody> all = plans.all(PlanLevel.SUBSCRIPTION).stream()
                .map(plan -> AdminPlanBody.of(plan).inPublisher())
                .toList();
        return PlanPageBody.answer(Optional.of(all), "streaming/subscription", uri);
    }

    @GET
    @Path("/{policyLevel}/{policyName}")
    @RequiresScope({Scope.API_VIEW, Scope.TIER_VIEW, Scope.TIER_MANAGE})
    public Response get(@PathParam("policyLevel") String policyLevel, @PathParam("policyName") String policyName) {
        return shown(policyLevel)
                .map(all -> PlanPageBody.one(
                        all.stream()
                                .filter(plan -> plan.name().equals(policyName))
                                .findFirst(),
                        policyName))
                .orElseGet(() -> PlanPageBody.unknownLevel(policyLevel));
    }

    private Optional<List<PlanBody>> shown(String level) {
        if (level.equals(API)) {
            return Optional.of(List.of(PlanBody.unlimited(API, OF_API)));
        }
        return level.equals(PlanLevel.SUBSCRIPTION.wireName())
                ? Optional.of(plans.all(PlanLevel.SUBSCRIPTION).stream()
                        .map(PlanBody::of)
                        .toList())
                : Optional.empty();
    }
}
