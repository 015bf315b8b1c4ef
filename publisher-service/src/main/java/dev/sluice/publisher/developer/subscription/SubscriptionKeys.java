package dev.sluice.publisher.developer.subscription;

import dev.sluice.publisher.delivery.outbox.OutboxStep;
import java.util.List;
import java.util.UUID;

/** The keys that go with subscriptions. Each deletes some, and returns what is to be told to the gateways. */
public interface SubscriptionKeys {
    List<OutboxStep> removeOfSubscription(UUID applicationId, UUID apiId);

    List<OutboxStep> removeOfApplication(UUID applicationId);

    List<OutboxStep> removeOfApi(UUID apiId);
}
