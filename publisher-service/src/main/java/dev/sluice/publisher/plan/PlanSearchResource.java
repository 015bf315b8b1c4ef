package dev.sluice.publisher.plan;

import dev.sluice.model.access.AccessRecord.PlanLevel;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.Refusal;
import dev.sluice.publisher.web.rest.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code /throttling/policies/search} of the admin REST API: plans of all levels, by level or by a part of their names. */
@Path("/api/am/admin/v4/throttling/policies")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class PlanSearchResource {
    private static final int MAX_QUERY = 100;
    private static final String TYPE = "type:";
    private static final String ALL = "all";
    /** WSO2's words for the levels. */
    private static final Map<PlanLevel, String> TYPES =
            Map.of(PlanLevel.SUBSCRIPTION, "sub", PlanLevel.APPLICATION, "app");

    private final Plans plans;

    PlanSearchResource(Plans plans) {
        this.plans = plans;
    }

    record FoundPlanBody(
            String uuid, String policyName, String displayName, String description, boolean isDeployed, String type) {
        static FoundPlanBody of(PlanEntity plan) {
            return new FoundPlanBody(
                    plan.id().toString(),
                    plan.name(),
                    plan.terms().displayName(),
                    plan.terms().description(),
                    true,
                    String.valueOf(TYPES.get(plan.level())));
        }
    }

    record FoundPlansBody(int count, List<FoundPlanBody> list) {}

    /** {@code type:all}, {@code type:sub}, {@code type:app}, or a part of a name in any case. */
    @GET
    @Path("/search")
    @RequiresScope({Scope.ADMIN, Scope.TIER_VIEW})
    public Response search(@Context UriInfo uri) {
        Query query = Query.of(uri);
        String text = query.text("query", MAX_QUERY).strip().toLowerCase(Locale.ROOT);
        String type = text.startsWith(TYPE) ? text.substring(TYPE.length()).strip() : ALL;
        if (!type.equals(ALL) && !TYPES.containsValue(type)) {
            query.wrong("query", "has the type '" + type + "'; known are type:all, type:sub, type:app");
        }
        if (!query.errors().isEmpty()) {
            return ErrorBody.response(Refusal.of(query.errors()));
        }
        String namePart = text.startsWith(TYPE) ? "" : text;
        List<FoundPlanBody> found = Arrays.stream(PlanLevel.values())
                .filter(level -> type.equals(ALL) || type.equals(TYPES.get(level)))
                .flatMap(level -> plans.all(level).stream())
                .filter(plan -> plan.name().toLowerCase(Locale.ROOT).contains(namePart))
                .map(FoundPlanBody::of)
                .toList();
        return Response.ok(new FoundPlansBody(found.size(), found)).build();
    }
}
