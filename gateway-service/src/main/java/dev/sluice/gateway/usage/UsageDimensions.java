package dev.sluice.gateway.usage;

import dev.sluice.gateway.access.Grant;
import dev.sluice.gateway.quota.PlanCounter;
import dev.sluice.model.api.KeyType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What usage is counted by.
 *
 * @param topic its address in the API, not the path that a client asked for
 * @param applicationId {@code null} = an open topic, or a test key
 * @param subscriptionId {@code null} = it needs none
 * @param plan {@code null} = it is counted on none
 * @param apiKeyId the key that has opened it; {@code null} = none has
 */
public record UsageDimensions(
        String apiId,
        String topic,
        @Nullable String applicationId,
        @Nullable String subscriptionId,
        @Nullable String plan,
        KeyType keyType,
        @Nullable String apiKeyId) {

    /**
     * Returns those of a stream that this right opens.
     *
     * @param counters by which it is counted now; the plan of a subscription is in one of them
     */
    public static UsageDimensions of(Grant grant, List<PlanCounter> counters) {
        String applicationId = null;
        String apiKeyId = null;
        switch (grant.holder()) {
            case Grant.Application application -> applicationId = application.applicationId();
            case Grant.ApiKey key -> {
                applicationId = key.applicationId();
                apiKeyId = key.keyId();
            }
            case Grant.Tester _ -> {}
            case null -> {}
        }
        String subscriptionId = null;
        String plan = null;
        for (PlanCounter counter : counters) {
            String id = counter.id();
            if (!id.startsWith(PlanCounter.APPLICATION)) {
                plan = counter.plan().name();
            }
            if (id.startsWith(PlanCounter.SUBSCRIPTION)) {
                subscriptionId = id.substring(PlanCounter.SUBSCRIPTION.length());
            }
        }
        return new UsageDimensions(
                grant.apiId(), grant.topic(), applicationId, subscriptionId, plan, grant.keyType(), apiKeyId);
    }

    /** Returns what is reported together: all but the key. */
    UsageDimensions series() {
        return apiKeyId == null
                ? this
                : new UsageDimensions(apiId, topic, applicationId, subscriptionId, plan, keyType, null);
    }
}
