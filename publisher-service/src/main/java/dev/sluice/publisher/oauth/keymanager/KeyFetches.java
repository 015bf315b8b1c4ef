package dev.sluice.publisher.oauth.keymanager;

import dev.sluice.publisher.delivery.outbox.ControlOutbox;
import dev.sluice.publisher.delivery.outbox.ControlTopic;
import dev.sluice.publisher.delivery.outbox.OutboxStep;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Whose keys are fetched when, and what came of it. Of several publishers each fetches others. Of a provider that cannot be
 * reached the keys that are known count for a time, then no more.
 */
@ApplicationScoped
class KeyFetches {
    private static final Logger LOG = Logger.getLogger(KeyFetches.class);
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final KeyManagerRepository repository;
    private final ControlOutbox outbox;
    private final KeyManagerConfig config;

    KeyFetches(KeyManagerRepository repository, ControlOutbox outbox, KeyManagerConfig config) {
        this.repository = repository;
        this.outbox = outbox;
        this.config = config;
    }

    /** @param edition of the key manager for which it is done: what has come of it counts for no other */
    record Task(UUID keyManagerId, String name, long edition, String url) {}

    /** The next fetch that is due; until it has ended, or has been given up, no other publisher is given it. */
    @Transactional
    Optional<Task> next(Instant now) {
        return repository.lockDue(now).map(due -> {
            due.fetchAt(now.plus(RETRY));
            return new Task(
                    due.id(),
                    due.name(),
                    due.edition(),
                    due.settings().certificates().value());
        });
    }

    /** Gateways are told when the keys are others than before. */
    @Transactional
    void onFetched(Task task, List<Map<String, String>> keys, Instant now) {
        KeyManagerEntity of = lock(task).orElse(null);
        if (of == null) {
            return;
        }
        boolean isNews = !of.keys().equals(keys);
        of.onFetched(keys, now);
        of.fetchAt(now.plus(config.refreshEvery()));
        if (isNews && of.isInForce()) {
            outbox.append(List.of(IssuerRecords.put(of)));
        }
    }

    /** The provider has answered, and it has no key any more that could be used. */
    @Transactional
    void onTakenBack(Task task, String reason, Instant now) {
        lock(task).ifPresent(of -> {
            boolean wasInForce = of.isInForce();
            of.onFetched(List.of(), now);
            fail(of, reason, now, wasInForce);
        });
    }

    /** What gateways know stays in force, but not for ever: a key may have been taken back meanwhile. */
    @Transactional
    void onFailed(Task task, String reason, Instant now) {
        lock(task).ifPresent(of -> {
            boolean wasInForce = of.isInForce();
            if (of.forgetKeysBefore(now.minus(config.maxAge()))) {
                LOG.warnf("keys of a key manager are too old and count no more, keyManager=%s", task.name());
            }
            fail(of, reason, now, wasInForce);
        });
    }

    private void fail(KeyManagerEntity of, String reason, Instant now, boolean wasInForce) {
        of.onFailed(reason);
        of.fetchAt(now.plus(RETRY));
        if (wasInForce && !of.isInForce()) {
            outbox.append(List.of(new OutboxStep.Tombstone(ControlTopic.ACCESS, IssuerRecords.key(of.issuer()))));
        }
    }

    /** Empty when it has been changed or deleted meanwhile. */
    private Optional<KeyManagerEntity> lock(Task task) {
        return repository.lock(task.keyManagerId()).filter(of -> of.edition() == task.edition());
    }
}
