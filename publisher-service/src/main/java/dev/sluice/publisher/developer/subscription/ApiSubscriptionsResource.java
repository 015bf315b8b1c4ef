package dev.sluice.publisher.developer.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.publisher.api.body.ApiAnswers;
import dev.sluice.publisher.api.registry.Apis;
import dev.sluice.publisher.api.version.Viewer;
import dev.sluice.publisher.api.version.ViewerReader;
import dev.sluice.publisher.delivery.outbox.Change;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.delivery.propagation.OutcomeAnswers;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.IgnoredFields;
import dev.sluice.publisher.web.problem.Refusal;
import dev.sluice.publisher.web.rest.Ids;
import dev.sluice.publisher.web.rest.PageRequest;
import dev.sluice.publisher.web.rest.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /subscriptions} of the publisher. */
@Path("/api/am/publisher/v4/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ApiSubscriptionsResource {
    private static final int MAX_ID = 64;
    private static final int MAX_PLAN = 64;
    private static final int MAX_COMMENT = 512;

    private final Apis apis;
    private final ApiSubscriptions subscriptions;
    private final SubscriptionDecisions decisions;
    private final OutcomeAnswers answers;

    ApiSubscriptionsResource(
            Apis apis, ApiSubscriptions subscriptions, SubscriptionDecisions decisions, OutcomeAnswers answers) {
        this.apis = apis;
        this.subscriptions = subscriptions;
        this.decisions = decisions;
        this.answers = answers;
    }

    /** Those to one API, or to all that the user may work with. */
    @GET
    @RequiresScope({Scope.API_VIEW, Scope.SUBSCRIPTION_VIEW, Scope.SUBSCRIPTION_MANAGE})
    public Response list(@Context UriInfo uri, @Context SecurityContext user) {
        Query query = Query.of(uri);
        String apiId = query.text("apiId", MAX_ID);
        PageRequest page = query.page();
        SubscriptionSearch search = SubscriptionSearch.read(query);
        if (!query.errors().isEmpty()) {
            return ErrorBody.response(Refusal.of(query.errors()));
        }
        UUID api = Ids.parse(apiId).filter(id -> apis.find(id).isPresent()).orElse(null);
        if (api == null && !apiId.isEmpty()) {
            return ApiAnswers.unknownApi(apiId);
        }
        ApiSubscriptions.Request asked = new ApiSubscriptions.Request(
                api, search, page, query.kept("apiId", "query", "pending", "sortBy", "sortOrder"));
        return Response.ok(subscriptions.list(ViewerReader.read(user), asked).map(ApiSubscriptionBody::of))
                .build();
    }

    /** Who subscribed: the owner of the application. */
    @GET
    @Path("/{subscriptionId}/subscriber-info")
    @RequiresScope({Scope.API_VIEW, Scope.SUBSCRIPTION_VIEW, Scope.SUBSCRIPTION_MANAGE})
    public Response subscriber(@PathParam("subscriptionId") String subscriptionId, @Context SecurityContext user) {
        return Ids.parse(subscriptionId)
                .flatMap(id -> subscriptions.find(id, ViewerReader.read(user)))
                .map(found -> Response.ok(new SubscriberBody(found.application().owner(), List.of()))
                        .build())
                .orElseGet(() -> answers.empty(Subscriptions.notFound(subscriptionId)));
    }

    /** @param claims none are kept here */
    record SubscriberBody(String name, List<String> claims) {}

    @POST
    @Path("/block-subscription")
    @RequiresScope({Scope.SUBSCRIPTION_BLOCK, Scope.SUBSCRIPTION_MANAGE})
    public Response block(@Context UriInfo uri, @Context SecurityContext user) {
        Query query = Query.of(uri);
        query.required("blockState", MAX_ID);
        BlockState blocked = query.choice("blockState", BlockState.BLOCKED, BlockState::name);
        return make(query, new SubscriptionChange.Block(blocked.state()), user);
    }

    @POST
    @Path("/unblock-subscription")
    @RequiresScope({Scope.SUBSCRIPTION_BLOCK, Scope.SUBSCRIPTION_MANAGE})
    public Response unblock(@Context UriInfo uri, @Context SecurityContext user) {
        return make(Query.of(uri), new SubscriptionChange.Unblock(), user);
    }

    @POST
    @Path("/change-business-plan")
    @RequiresScope(Scope.SUBSCRIPTION_MANAGE)
    public Response changePlan(@Context UriInfo uri, @Context SecurityContext user) {
        Query query = Query.of(uri);
        return make(query, new SubscriptionChange.ChangePlan(query.required("businessPlan", MAX_PLAN)), user);
    }

    /** Of what waits; with {@code businessPlan} only if that is the plan that waits. */
    @POST
    @Path("/approve-subscription")
    @RequiresScope(Scope.SUBSCRIPTION_MANAGE)
    public Response approve(@Context UriInfo uri, @Context SecurityContext user) {
        Query query = Query.of(uri);
        String plan = query.text("businessPlan", MAX_PLAN);
        return make(query, new SubscriptionChange.Approve(plan, query.text("comment", MAX_COMMENT)), user);
    }

    @POST
    @Path("/reject-subscription")
    @RequiresScope(Scope.SUBSCRIPTION_MANAGE)
    public Response reject(@Context UriInfo uri, @Context SecurityContext user) {
        Query query = Query.of(uri);
        return make(query, new SubscriptionChange.Reject(query.text("comment", MAX_COMMENT)), user);
    }

    private Response make(Query query, SubscriptionChange change, SecurityContext user) {
        String id = query.required("subscriptionId", MAX_ID);
        return query.errors().isEmpty()
                ? answers.empty(make(id, change, ViewerReader.read(user)))
                : ErrorBody.response(Refusal.of(query.errors()));
    }

    private Outcome<UUID> make(String id, SubscriptionChange change, Viewer publisher) {
        return Ids.parse(id)
                .map(subscription -> decisions.make(subscription, change, publisher))
                .orElseGet(() -> Subscriptions.notFound(id));
    }

    /** One change for many, each of which stands alone: the answer says how each has ended. */
    @POST
    @Path("/multiple")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope(Scope.SUBSCRIPTION_MANAGE)
    public Response changeMany(@Nullable JsonNode body, @Context SecurityContext user) {
        Fields fields = Fields.of(body);
        ManyReader many = ManyReader.read(fields);
        if (!fields.errors().isEmpty()) {
            return ErrorBody.response(Refusal.of(fields.errors()));
        }
        Viewer publisher = ViewerReader.read(user);
        List<Change> changes = new ArrayList<>();
        List<ManyBody.Entry> entries = many.asked().stream()
                .map(one -> ManyBody.Entry.of(one.id(), make(one.id(), one.change(), publisher), changes))
                .toList();
        return answers.withPropagation(
                IgnoredFields.name(fields.ignored(), Response.ok(ManyBody.of(entries))), changes);
    }
}
