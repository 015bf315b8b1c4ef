package dev.sluice.publisher.webhook;

import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.delivery.propagation.OutcomeAnswers;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.Refusal;
import dev.sluice.publisher.web.rest.Ids;
import dev.sluice.publisher.web.rest.PageRequest;
import dev.sluice.publisher.web.rest.Query;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the routes of an API's webhooks and of the admins' (of the API {@code null}) answer. */
@ApplicationScoped
class WebhookRoutesResource {
    private final Webhooks webhooks;
    private final WebhookLog log;
    private final OutcomeAnswers answers;

    WebhookRoutesResource(Webhooks webhooks, WebhookLog log, OutcomeAnswers answers) {
        this.webhooks = webhooks;
        this.log = log;
        this.answers = answers;
    }

    /** @param path of the list below the base path */
    Response list(@Nullable UUID apiId, String path, PageRequest page) {
        return Response.ok(webhooks.list(apiId, page, path).map(WebhookBody::of))
                .build();
    }

    Response create(@Nullable UUID apiId, Fields fields) {
        Outcome<Webhooks.New> outcome = webhooks.create(apiId, fields);
        Response answer = answers.to(outcome, 201, WebhookBody::of);
        return outcome instanceof Outcome.Done<Webhooks.New> done
                ? tagged(Response.fromResponse(answer), done.value().webhook())
                : answer;
    }

    Response get(@Nullable UUID apiId, String webhookId) {
        return Ids.parse(webhookId)
                .flatMap(id -> webhooks.find(apiId, id))
                .map(webhook -> tagged(Response.ok(WebhookBody.of(webhook)), webhook))
                .orElseGet(() -> unknown(webhookId));
    }

    Response change(@Nullable UUID apiId, String webhookId, @Nullable String ifMatch, Fields fields) {
        return Ids.parse(webhookId)
                .map(id -> changed(webhooks.change(apiId, id, ifMatch, fields)))
                .orElseGet(() -> unknown(webhookId));
    }

    private Response changed(Outcome<WebhookEntity> outcome) {
        Response answer = answers.to(outcome, 200, WebhookBody::of);
        return outcome instanceof Outcome.Done<WebhookEntity> done
                ? tagged(Response.fromResponse(answer), done.value())
                : answer;
    }

    Response delete(@Nullable UUID apiId, String webhookId) {
        return Ids.parse(webhookId)
                .map(id -> answers.empty(webhooks.delete(apiId, id)))
                .orElseGet(() -> unknown(webhookId));
    }

    /** @param path of the webhooks below the base path */
    Response deliveries(@Nullable UUID apiId, String webhookId, String path, PageRequest page) {
        return Ids.parse(webhookId)
                .flatMap(id -> webhooks.find(apiId, id))
                .map(WebhookEntity::id)
                .map(id -> Response.ok(log.page(id, page, path + '/' + id + "/deliveries")
                                .map(WebhookDeliveryBody::of))
                        .build())
                .orElseGet(() -> unknown(webhookId));
    }

    Response test(@Nullable UUID apiId, String webhookId) {
        return Ids.parse(webhookId)
                .map(id -> answers.to(webhooks.test(apiId, id), 202, WebhookDeliveryBody::of))
                .orElseGet(() -> unknown(webhookId));
    }

    /** What is wrong with the page is said first, whatever is asked for. */
    static Response paged(UriInfo uri, Function<PageRequest, Response> answer) {
        Query query = Query.of(uri);
        PageRequest page = query.page();
        return query.errors().isEmpty() ? answer.apply(page) : ErrorBody.response(Refusal.of(query.errors()));
    }

    private static Response tagged(Response.ResponseBuilder answer, WebhookEntity webhook) {
        return answer.header(HttpHeaders.ETAG, webhook.entityTag()).build();
    }

    private static Response unknown(String webhookId) {
        return ErrorBody.response(Webhooks.unknown(webhookId).refusal());
    }
}
