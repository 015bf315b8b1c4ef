package dev.sluice.publisher.developer.apikey;

import dev.sluice.publisher.delivery.outbox.ControlOutbox;
import dev.sluice.publisher.delivery.outbox.OutboxStep;
import dev.sluice.publisher.developer.subscription.SubscriptionKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Deletes API keys with what they were made for, and when they expire. */
@ApplicationScoped
public class ApiKeyRemoval implements SubscriptionKeys {
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final ApiKeyRepository repository;
    private final ControlOutbox outbox;

    ApiKeyRemoval(ApiKeyRepository repository, ControlOutbox outbox) {
        this.repository = repository;
        this.outbox = outbox;
    }

    /**
     * Deletes some keys that have expired: their records are not needed to refuse them. Not at once: a gateway that misses
     * the record would say of the streams that it is about to end that their key was revoked.
     */
    @Transactional
    public void forgetExpired(Instant now) {
        List<String> gone = repository.takeExpired(now.minus(GRACE));
        if (!gone.isEmpty()) {
            outbox.append(gone.stream().map(ApiKeyRecords::tombstone).toList());
        }
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public List<OutboxStep> removeOfSubscription(UUID applicationId, UUID apiId) {
        return tombstones(repository.takeAll("applicationId = ?1 and apiId = ?2", applicationId, apiId));
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public List<OutboxStep> removeOfApplication(UUID applicationId) {
        return tombstones(repository.takeAll("applicationId = ?1", applicationId));
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public List<OutboxStep> removeOfApi(UUID apiId) {
        return tombstones(repository.takeAll("apiId = ?1", apiId));
    }

    private static List<OutboxStep> tombstones(List<ApiKeyEntity> gone) {
        return gone.stream().map(key -> ApiKeyRecords.tombstone(key.hash())).toList();
    }
}
