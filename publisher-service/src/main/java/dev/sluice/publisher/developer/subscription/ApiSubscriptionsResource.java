package dev.sluice.publisher.developer.subscription;

import dev.sluice.model.access.AccessRecord.SubscriptionState;
import dev.sluice.publisher.api.body.ApiAnswers;
import dev.sluice.publisher.api.registry.Apis;
import dev.sluice.publisher.api.version.ViewerReader;
import dev.sluice.publisher.delivery.propagation.OutcomeAnswers;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.Refusal;
import dev.sluice.publisher.web.rest.Ids;
import dev.sluice.publisher.web.rest.PageRequest;
import dev.sluice.publisher.web.rest.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

/** {@code /subscriptions} of the publisher. */
@Path("/api/am/publisher/v4/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ApiSubscriptionsResource {
    private static final int MAX_ID = 64;

    private final Apis apis;
    private final ApiSubscriptions subscriptions;
    private final OutcomeAnswers answers;

    ApiSubscriptionsResource(Apis apis, ApiSubscriptions subscriptions, OutcomeAnswers answers) {
        this.apis = apis;
        this.subscriptions = subscriptions;
        this.answers = answers;
    }

    @GET
    @RequiresScope({Scope.API_VIEW, Scope.SUBSCRIPTION_VIEW, Scope.SUBSCRIPTION_MANAGE})
    public Response list(@Context UriInfo uri) {
        Query query = Query.of(uri);
        String apiId = query.required("apiId", MAX_ID);
        PageRequest page = query.page();
        if (!query.errors().isEmpty()) {
            return ErrorBody.response(Refusal.of(query.errors()));
        }
        return Ids.parse(apiId)
                .filter(id -> apis.find(id).isPresent())
                .map(id -> Response.ok(subscriptions.list(id, page).map(ApiSubscriptionBody::of))
                        .build())
                .orElseGet(() -> ApiAnswers.unknownApi(apiId));
    }

    /** What a subscription is blocked for. */
    private enum BlockState {
        BLOCKED(SubscriptionState.BLOCKED),
        PROD_ONLY_BLOCKED(SubscriptionState.PROD_ONLY_BLOCKED);

        private final SubscriptionState state;

        BlockState(SubscriptionState state) {
            this.state = state;
        }
    }

    @POST
    @Path("/block-subscription")
    @RequiresScope({Scope.SUBSCRIPTION_BLOCK, Scope.SUBSCRIPTION_MANAGE})
    public Response block(@Context UriInfo uri, @Context SecurityContext user) {
        Query query = Query.of(uri);
        query.required("blockState", MAX_ID);
        BlockState blocked = query.choice("blockState", BlockState.BLOCKED, BlockState::name);
        return setState(query, blocked.state, user);
    }

    @POST
    @Path("/unblock-subscription")
    @RequiresScope({Scope.SUBSCRIPTION_BLOCK, Scope.SUBSCRIPTION_MANAGE})
    public Response unblock(@Context UriInfo uri, @Context SecurityContext user) {
        return setState(Query.of(uri), SubscriptionState.UNBLOCKED, user);
    }

    private Response setState(Query query, SubscriptionState state, SecurityContext user) {
        String id = query.required("subscriptionId", MAX_ID);
        if (!query.errors().isEmpty()) {
            return ErrorBody.response(Refusal.of(query.errors()));
        }
        return Ids.parse(id)
                .map(subscription ->
                        answers.empty(subscriptions.setState(subscription, state, ViewerReader.read(user))))
                .orElseGet(() -> answers.empty(Subscriptions.notFound(id)));
    }
}
