package dev.sluice.publisher.developer.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.publisher.api.version.Viewer;
import dev.sluice.publisher.api.version.ViewerReader;
import dev.sluice.publisher.delivery.outbox.Change;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.delivery.propagation.OutcomeAnswers;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.FieldError;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.IgnoredFields;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import dev.sluice.publisher.web.rest.Ids;
import dev.sluice.publisher.web.rest.PageRequest;
import dev.sluice.publisher.web.rest.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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

/** {@code /subscriptions} of the developer portal. */
@Path("/api/am/devportal/v3")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class SubscriptionsResource {
    /** Asked for by an id that is none: of such a thing there are no subscriptions. */
    private static final UUID NOTHING = new UUID(0, 0);

    private static final int MAX_ID = 64;
    private static final int MAX_MANY = 500;

    private final Subscriptions subscriptions;
    private final SubscriptionPlans plans;
    private final OutcomeAnswers answers;

    SubscriptionsResource(Subscriptions subscriptions, SubscriptionPlans plans, OutcomeAnswers answers) {
        this.subscriptions = subscriptions;
        this.plans = plans;
        this.answers = answers;
    }

    @POST
    @Path("/subscriptions")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope({Scope.SUBSCRIBE, Scope.SUB_MANAGE})
    public Response create(@Nullable JsonNode body, @Context SecurityContext user) {
        return answers.to(subscriptions.create(Fields.of(body), ViewerReader.read(user)), 201, SubscriptionBody::of);
    }

    /** Each stands alone: what can be made is made, and the rest says why not. */
    @POST
    @Path("/subscriptions/multiple")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope({Scope.SUBSCRIBE, Scope.SUB_MANAGE})
    public Response createMany(@Nullable JsonNode body, @Context SecurityContext user) {
        if (body == null || !body.isArray() || body.isEmpty() || body.size() > MAX_MANY) {
            return ErrorBody.response(Refusal.of(
                    List.of(new FieldError("body", "must be a list of 1 to " + MAX_MANY + " subscriptions"))));
        }
        Viewer developer = ViewerReader.read(user);
        List<Object> entries = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        List<String> ignored = new ArrayList<>();
        for (JsonNode wanted : body) {
            Fields fields = Fields.of(wanted);
            Outcome<SubscriptionDetails> outcome = subscriptions.create(fields, developer);
            fields.ignored().forEach(field -> ignored.add("[" + entries.size() + "]." + field));
            switch (outcome) {
                case Outcome.Refused<SubscriptionDetails> refused -> entries.add(refused(wanted, refused.refusal()));
                case Outcome.Done<SubscriptionDetails> done -> {
                    changes.addAll(done.changes());
                    entries.add(SubscriptionBody.of(done.value()));
                }
            }
        }
        return answers.withPropagation(IgnoredFields.name(ignored, Response.ok(entries)), changes);
    }

    private static RefusedSubscriptionBody refused(JsonNode wanted, Refusal refusal) {
        return new RefusedSubscriptionBody(
                wanted.path("apiId").asText(),
                wanted.path("applicationId").asText(),
                wanted.path("throttlingPolicy").asText(),
                ErrorBody.of(refusal));
    }

    @GET
    @Path("/subscriptions")
    @RequiresScope({Scope.SUBSCRIBE, Scope.SUB_MANAGE})
    public Response list(@Context UriInfo uri, @Context SecurityContext user) {
        Query query = Query.of(uri);
        UUID application = filter(query.text("applicationId", MAX_ID));
        UUID api = filter(query.text("apiId", MAX_ID));
        PageRequest page = query.page();
        return query.errors().isEmpty()
                ? Response.ok(subscriptions
                                .list(nameOf(user), application, api, page)
                                .map(SubscriptionBody::of))
                        .build()
                : ErrorBody.response(Refusal.of(query.errors()));
    }

    @GET
    @Path("/subscriptions/{subscriptionId}")
    @RequiresScope({Scope.SUBSCRIBE, Scope.SUB_MANAGE})
    public Response get(@PathParam("subscriptionId") String subscriptionId, @Context SecurityContext user) {
        return Ids.parse(subscriptionId)
                .flatMap(id -> subscriptions.find(id, nameOf(user)))
                .map(subscription ->
                        Response.ok(SubscriptionBody.of(subscription)).build())
                .orElseGet(() -> unknown(subscriptionId));
    }

    /** Changes its plan. */
    @PUT
    @Path("/subscriptions/{subscriptionId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope({Scope.SUBSCRIBE, Scope.SUB_MANAGE})
    public Response change(
            @PathParam("subscriptionId") String subscriptionId,
            @Nullable JsonNode body,
            @Context SecurityContext user) {
        return Ids.parse(subscriptionId)
                .map(id -> answers.to(
                        plans.change(id, ViewerReader.read(user), Fields.of(body)), 200, SubscriptionBody::of))
                .orElseGet(() -> unknown(subscriptionId));
    }

    @DELETE
    @Path("/subscriptions/{subscriptionId}")
    @RequiresScope({Scope.SUBSCRIBE, Scope.SUB_MANAGE})
    public Response delete(@PathParam("subscriptionId") String subscriptionId, @Context SecurityContext user) {
        return Ids.parse(subscriptionId)
                .map(id -> answers.empty(subscriptions.delete(id, nameOf(user))))
                .orElseGet(() -> unknown(subscriptionId));
    }

    /** {@code null} = all. */
    private static @Nullable UUID filter(String id) {
        return id.isEmpty() ? null : Ids.parse(id).orElse(NOTHING);
    }

    private static String nameOf(SecurityContext user) {
        return user.getUserPrincipal().getName();
    }

    private static Response unknown(String subscriptionId) {
        return ErrorBody.response(
                PublisherProblem.SUBSCRIPTION_NOT_FOUND,
                "The requested subscription with ID '" + subscriptionId + "' was not found.");
    }
}
