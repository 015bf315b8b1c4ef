package dev.sluice.publisher.webhook;

import dev.sluice.model.WireName;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to one webhook.
 *
 * @param id of the message: the header {@code webhook-id}, the same in all attempts
 * @param attempts that have begun
 * @param next when it is tried again; {@code null} = it is not
 * @param status of the last answer; {@code null} = there was none
 * @param reason why the last attempt failed; {@code null} = it did not
 * @param sent when the last attempt ended; {@code null} = none has
 */
record WebhookDelivery(
        UUID id,
        String event,
        String body,
        State state,
        int attempts,
        Instant created,
        @Nullable Instant next,
        @Nullable Integer status,
        @Nullable String reason,
        @Nullable Instant sent) {
    enum State implements WireName {
        /** For its first attempt, or for another one. */
        WAITING,
        DELIVERED,
        /** Given up. */
        FAILED
    }
}
