package dev.sluice.publisher.webhook;

import dev.sluice.publisher.api.removal.ApiDeletion;
import dev.sluice.publisher.api.version.ApiRefusals;
import dev.sluice.publisher.api.version.ApiRepository;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.secret.StoredSecrets;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import dev.sluice.publisher.web.rest.EntityTags;
import dev.sluice.publisher.web.rest.Page;
import dev.sluice.publisher.web.rest.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The webhooks of an API, which belong to those who may work with it, and those of all APIs, which are the admins' (of the API
 * {@code null}, who see the others, too). Thread safe.
 */
@ApplicationScoped
class Webhooks {
    /** Of an API, and of all APIs. */
    private static final int MAX_WEBHOOKS = 20;

    private final ApiRepository apis;
    private final WebhookRepository repository;
    private final WebhookReader reader;
    private final WebhookOutbox outbox;
    private final StoredSecrets secrets;

    Webhooks(
            ApiRepository apis,
            WebhookRepository repository,
            WebhookReader reader,
            WebhookOutbox outbox,
            StoredSecrets secrets) {
        this.apis = apis;
        this.repository = repository;
        this.reader = reader;
        this.outbox = outbox;
        this.secrets = secrets;
    }

    /**
     * A webhook that has just been made.
     *
     * @param secret to be shown this once
     */
    record New(WebhookEntity webhook, WebhookSecret secret) {}

    @Transactional
    Page<WebhookEntity> list(@Nullable UUID apiId, PageRequest asked, String path) {
        return Page.of(
                repository.page(apiId, asked.offset(), asked.limit()),
                asked,
                repository.countOf(apiId),
                path,
                Map.of());
    }

    @Transactional
    Optional<WebhookEntity> find(@Nullable UUID apiId, UUID id) {
        return repository.find(apiId, id);
    }

    @Transactional
    Outcome<New> create(@Nullable UUID apiId, Fields fields) {
        WebhookDetails details = reader.details(fields);
        WebhookSecret secret = WebhookReader.secret(fields).orElseGet(WebhookSecret::random);
        if (!secrets.areSealed()) {
            WebhookReader.refuseSecret(fields);
        }
        if (!fields.errors().isEmpty()) {
            return Outcome.refused(fields.errors());
        }
        if (apiId != null && apis.lock(apiId).isEmpty()) {
            return ApiRefusals.refusedAsUnknown(apiId);
        }
        if (repository.countOfOwn(apiId) >= MAX_WEBHOOKS) {
            return Outcome.refused(
                    PublisherProblem.TOO_MANY_WEBHOOKS, "There are " + MAX_WEBHOOKS + " already; delete one first.");
        }
        Instant now = Instant.now();
        WebhookEntity webhook = new WebhookEntity(UUID.randomUUID(), apiId, now);
        webhook.change(details, now);
        store(webhook, secret);
        repository.persist(webhook);
        return Outcome.done(new New(webhook, secret)).withIgnored(fields.ignored());
    }

    /** @param ifMatch {@code null} = whatever edition it is in */
    @Transactional
    Outcome<WebhookEntity> change(@Nullable UUID apiId, UUID id, @Nullable String ifMatch, Fields fields) {
        WebhookDetails details = reader.details(fields);
        Optional<WebhookSecret> secret = WebhookReader.secret(fields);
        if (secret.isPresent() && !secrets.areSealed()) {
            WebhookReader.refuseSecret(fields);
        }
        WebhookEntity webhook = repository.lock(apiId, id).orElse(null);
        if (webhook == null) {
            return unknown(id);
        }
        fields.fixed("id", id.toString());
        fields.skip("apiId");
        fields.skip("createdTime");
        fields.skip("updatedTime");
        if (!fields.errors().isEmpty()) {
            return Outcome.refused(fields.errors());
        }
        if (!EntityTags.permits(ifMatch, webhook.entityTag())) {
            return Outcome.refused(
                    PublisherProblem.PRECONDITION_FAILED,
                    "The webhook has been changed since: its ETag is " + webhook.entityTag()
                            + ". Read it again, then change it.");
        }
        webhook.change(details, Instant.now());
        secret.ifPresent(given -> store(webhook, given));
        return Outcome.done(webhook).withIgnored(fields.ignored());
    }

    @Transactional
    Outcome<UUID> delete(@Nullable UUID apiId, UUID id) {
        WebhookEntity webhook = repository.lock(apiId, id).orElse(null);
        if (webhook == null) {
            return unknown(id);
        }
        repository.delete(webhook);
        return Outcome.done(id);
    }

    /** Before the database does it, which leaves no audit entries. */
    void onDeletion(@Observes ApiDeletion deletion) {
        repository.takeOfApi(deletion.apiId());
    }

    /** Sends a message without a meaning, whether the webhook is active or not; one at a time. */
    @Transactional
    Outcome<WebhookDelivery> test(@Nullable UUID apiId, UUID id) {
        if (repository.lock(apiId, id).isEmpty()) {
            return unknown(id);
        }
        return outbox.test(id)
                .<Outcome<WebhookDelivery>>map(Outcome::done)
                .orElseGet(() -> Outcome.refused(
                        PublisherProblem.WEBHOOK_TEST_WAITS,
                        "A test of this webhook waits; see its deliveries, then try again."));
    }

    private void store(WebhookEntity webhook, WebhookSecret secret) {
        webhook.setSecret(secrets.store(secret.bytes(), WebhookEntity.placeOf(webhook.id())));
    }

    static <T> Outcome.Refused<T> unknown(Object id) {
        return new Outcome.Refused<>(
                Refusal.of(PublisherProblem.WEBHOOK_NOT_FOUND, "There is no webhook '" + id + "'."));
    }
}
