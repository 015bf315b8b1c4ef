package dev.sluice.publisher.oauth.keymanager;

import dev.sluice.model.access.AccessKey;
import dev.sluice.publisher.delivery.outbox.AdvisoryLock;
import dev.sluice.publisher.delivery.outbox.ControlOutbox;
import dev.sluice.publisher.delivery.outbox.ControlTopic;
import dev.sluice.publisher.delivery.outbox.OutboxStep;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.delivery.rebuild.ControlRecordSource;
import dev.sluice.publisher.developer.key.ApplicationKeys;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.rest.EntityTags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Foreign issuers of access tokens. Gateways know one by its record, while it is enabled and its keys are known. */
@ApplicationScoped
class KeyManagers implements ControlRecordSource {
    /** More would be a list to be paged, and a gateway holds them all. */
    private static final int MAX = 100;

    private final KeyManagerReader reader;
    private final KeyManagerRepository repository;
    private final ApplicationKeys clients;
    private final ControlOutbox outbox;
    private final KeyManagerConfig config;

    KeyManagers(
            KeyManagerReader reader,
            KeyManagerRepository repository,
            ApplicationKeys clients,
            ControlOutbox outbox,
            KeyManagerConfig config) {
        this.reader = reader;
        this.repository = repository;
        this.clients = clients;
        this.outbox = outbox;
        this.config = config;
    }

    @Transactional
    List<KeyManagerEntity> list() {
        return repository.byName();
    }

    @Transactional
    Optional<KeyManagerEntity> find(UUID id) {
        return repository.findByIdOptional(id);
    }

    @Transactional
    Outcome<KeyManagerEntity> create(Fields fields) {
        KeyManagerReader.Read read = reader.read(fields);
        if (!fields.errors().isEmpty()) {
            return Outcome.refused(fields.errors());
        }
        AdvisoryLock.KEY_MANAGERS.holdToTheEndOf(repository.getEntityManager());
        if (repository.isNameTaken(read.name())) {
            return Outcome.refused(
                    PublisherProblem.KEY_MANAGER_EXISTS, "There is a key manager '" + read.name() + "' already.");
        }
        if (repository.ofIssuer(read.issuer()).isPresent()) {
            return refusedForIssuer();
        }
        if (repository.count() >= MAX) {
            return Outcome.refused(
                    PublisherProblem.KEY_MANAGER_EXISTS, "There are " + MAX + " key managers, and no more can be.");
        }
        KeyManagerEntity made = new KeyManagerEntity(read.name(), read.issuer(), read.settings(), read.given());
        repository.persist(made);
        return Outcome.done(made, made.isInForce() ? outbox.append(List.of(IssuerRecords.put(made))) : List.of())
                .withIgnored(fields.ignored());
    }

    private static <T> Outcome<T> refusedForIssuer() {
        return Outcome.refused(PublisherProblem.KEY_MANAGER_EXISTS, "Another key manager has this issuer.");
    }

    /** Streams of its tokens end where it is disabled, has another issuer, or takes its keys from elsewhere. */
    @Transactional
    Outcome<KeyManagerEntity> change(UUID id, @Nullable String ifMatch, Fields fields) {
        AdvisoryLock.KEY_MANAGERS.holdToTheEndOf(repository.getEntityManager());
        KeyManagerEntity found = repository.lock(id).orElse(null);
        if (found == null) {
            return unknown(id);
        }
        if (!EntityTags.permits(ifMatch, found.entityTag())) {
            return refusedAsChanged(found);
        }
        KeyManagerReader.Read read = reader.read(fields);
        if (!read.name().equals(found.name())) {
            fields.wrong("name", "is fixed: it is " + found.name());
        }
        if (!fields.errors().isEmpty()) {
            return Outcome.refused(fields.errors());
        }
        if (repository
                .ofIssuer(read.issuer())
                .filter(other -> !other.id().equals(id))
                .isPresent()) {
            return refusedForIssuer();
        }
        boolean wasInForce = found.isInForce();
        String formerKey = IssuerRecords.key(found.issuer());
        found.change(read.issuer(), read.settings(), read.given());
        if (!wasInForce) {
            found.forgetKeysBefore(Instant.now().minus(config.maxAge()));
        }
        List<OutboxStep> steps = new ArrayList<>();
        if (wasInForce && !(found.isInForce() && formerKey.equals(IssuerRecords.key(found.issuer())))) {
            steps.add(new OutboxStep.Tombstone(ControlTopic.ACCESS, formerKey));
        }
        if (found.isInForce()) {
            steps.add(IssuerRecords.put(found));
        }
        return Outcome.done(found, steps.isEmpty() ? List.of() : outbox.append(steps))
                .withIgnored(fields.ignored());
    }

    /** Deletes it with the clients that applications have of it; their streams end. */
    @Transactional
    Outcome<UUID> remove(UUID id, @Nullable String ifMatch) {
        KeyManagerEntity found = repository.lock(id).orElse(null);
        if (found == null) {
            return unknown(id);
        }
        if (!EntityTags.permits(ifMatch, found.entityTag())) {
            return refusedAsChanged(found);
        }
        List<OutboxStep> steps = new ArrayList<>();
        steps.add(new OutboxStep.Tombstone(ControlTopic.ACCESS, IssuerRecords.key(found.issuer())));
        steps.addAll(clients.removeAllOfKeyManager(id));
        repository.delete(found);
        return Outcome.done(id, outbox.append(steps));
    }

    private static <T> Outcome<T> unknown(UUID id) {
        return Outcome.refused(PublisherProblem.KEY_MANAGER_NOT_FOUND, "Key manager " + id + " not found");
    }

    private static <T> Outcome<T> refusedAsChanged(KeyManagerEntity found) {
        return Outcome.refused(
                PublisherProblem.PRECONDITION_FAILED,
                "The key manager has changed since; its entity tag is " + found.entityTag());
    }

    @Override
    public ControlTopic topic() {
        return ControlTopic.ACCESS;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public List<OutboxStep> present() {
        return repository.listAll().stream()
                .filter(KeyManagerEntity::isInForce)
                .map(IssuerRecords::put)
                .toList();
    }

    @Override
    public boolean owns(String key) {
        return AccessKey.Kind.ISSUER.isOf(key);
    }
}
