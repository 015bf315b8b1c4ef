package dev.sluice.publisher.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.model.access.AccessRecord.PlanLevel;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.delivery.propagation.OutcomeAnswers;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.rest.Ids;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /throttling/policies} of the admin REST API: the plans of subscriptions and of applications. */
@Path(AdminPlansResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class AdminPlansResource {
    static final String PATH = "/api/am/admin/v4/throttling/policies";

    private final PlanAdministration plans;
    private final OutcomeAnswers answers;

    AdminPlansResource(PlanAdministration plans, OutcomeAnswers answers) {
        this.plans = plans;
        this.answers = answers;
    }

    record PlanListBody(int count, List<AdminPlanBody> list) {}

    @GET
    @Path("/subscription")
    @RequiresScope({Scope.ADMIN, Scope.TIER_VIEW})
    public PlanListBody subscriptionPlans() {
        return all(PlanLevel.SUBSCRIPTION);
    }

    @POST
    @Path("/subscription")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope({Scope.ADMIN, Scope.TIER_MANAGE})
    public Response createSubscriptionPlan(@Nullable JsonNode body) {
        return create(PlanLevel.SUBSCRIPTION, body);
    }

    @GET
    @Path("/subscription/{policyId}")
    @RequiresScope({Scope.ADMIN, Scope.TIER_VIEW})
    public Response subscriptionPlan(@PathParam("policyId") String policyId) {
        return get(PlanLevel.SUBSCRIPTION, policyId);
    }

    @PUT
    @Path("/subscription/{policyId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope({Scope.ADMIN, Scope.TIER_MANAGE})
    public Response changeSubscriptionPlan(
            @PathParam("policyId") String policyId,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable JsonNode body) {
        return change(PlanLevel.SUBSCRIPTION, policyId, ifMatch, body);
    }

    @DELETE
    @Path("/subscription/{policyId}")
    @RequiresScope({Scope.ADMIN, Scope.TIER_MANAGE})
    public Response deleteSubscriptionPlan(
            @PathParam("policyId") String policyId, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return delete(PlanLevel.SUBSCRIPTION, policyId, ifMatch);
    }

    @GET
    @Path("/application")
    @RequiresScope({Scope.ADMIN, Scope.TIER_VIEW})
    public PlanListBody applicationPlans() {
        return all(PlanLevel.APPLICATION);
    }

    @POST
    @Path("/application")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope({Scope.ADMIN, Scope.TIER_MANAGE})
    public Response createApplicationPlan(@Nullable JsonNode body) {
        return create(PlanLevel.APPLICATION, body);
    }

    @GET
    @Path("/application/{applicationPolicyId}")
    @RequiresScope({Scope.ADMIN, Scope.TIER_VIEW})
    public Response applicationPlan(@PathParam("applicationPolicyId") String policyId) {
        return get(PlanLevel.APPLICATION, policyId);
    }

    @PUT
    @Path("/application/{applicationPolicyId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope({Scope.ADMIN, Scope.TIER_MANAGE})
    public Response changeApplicationPlan(
            @PathParam("applicationPolicyId") String policyId,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable JsonNode body) {
        return change(PlanLevel.APPLICATION, policyId, ifMatch, body);
    }

    @DELETE
    @Path("/application/{applicationPolicyId}")
    @RequiresScope({Scope.ADMIN, Scope.TIER_MANAGE})
    public Response deleteApplicationPlan(
            @PathParam("applicationPolicyId") String policyId,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return delete(PlanLevel.APPLICATION, policyId, ifMatch);
    }

    private PlanListBody all(PlanLevel level) {
        List<AdminPlanBody> all =
                plans.all(level).stream().map(AdminPlanBody::of).toList();
        return new PlanListBody(all.size(), all);
    }

    private Response create(PlanLevel level, @Nullable JsonNode body) {
        Outcome<PlanEntity> outcome = plans.create(level, Fields.of(body));
        Response answer = answer(outcome, 201);
        return outcome instanceof Outcome.Done<PlanEntity>(PlanEntity plan, var _, var _)
                ? Response.fromResponse(answer)
                        .location(URI.create(PATH + '/' + level.wireName() + '/' + plan.id()))
                        .build()
                : answer;
    }

    private Response get(PlanLevel level, String policyId) {
        return Ids.parse(policyId)
                .flatMap(id -> plans.find(level, id))
                .map(plan -> Response.ok(AdminPlanBody.of(plan))
                        .header(HttpHeaders.ETAG, plan.entityTag())
                        .build())
                .orElseGet(() -> unknown(policyId));
    }

    private Response change(PlanLevel level, String policyId, @Nullable String ifMatch, @Nullable JsonNode body) {
        return Ids.parse(policyId)
                .map(id -> answer(plans.change(level, id, ifMatch, Fields.of(body)), 200))
                .orElseGet(() -> unknown(policyId));
    }

    private Response delete(PlanLevel level, String policyId, @Nullable String ifMatch) {
        return Ids.parse(policyId)
                .map(id -> answers.empty(plans.delete(level, id, ifMatch)))
                .orElseGet(() -> unknown(policyId));
    }

    private Response answer(Outcome<PlanEntity> outcome, int status) {
        Response answer = answers.to(outcome, status, AdminPlanBody::of);
        return outcome instanceof Outcome.Done<PlanEntity> done
                ? Response.fromResponse(answer)
                        .header(HttpHeaders.ETAG, done.value().entityTag())
                        .build()
                : answer;
    }

    private static Response unknown(String policyId) {
        return ErrorBody.response(PublisherProblem.PLAN_NOT_FOUND, PlanAdministration.unknown(policyId));
    }
}
