package dev.sluice.publisher.api.version;

import dev.sluice.publisher.delivery.outbox.OutboxStep;
import java.util.List;
import java.util.UUID;

/** The subscribers of APIs, as far as the APIs need them: what a subscription is, developers decide above. */
public interface Subscribers {
    /** Returns true if an application is subscribed to this API. */
    boolean hasAny(UUID apiId);

    /** The number of applications that are subscribed to this API. */
    long count(UUID apiId);

    /**
     * Subscribes to a new version every application that is subscribed to an older one, in the same state, under the same plan
     * if the new version is offered under it. The caller holds the locks of the APIs.
     *
     * @param older the newest first: of an application that has several, that subscription is taken
     * @return what is to be told to the gateways
     */
    List<OutboxStep> carryOver(List<ApiEntity> older, ApiEntity api);

    /**
     * Deletes the subscriptions to an API. The caller holds the API's lock.
     *
     * @return what is to be told to the gateways
     */
    List<OutboxStep> removeAllOf(UUID apiId);
}
