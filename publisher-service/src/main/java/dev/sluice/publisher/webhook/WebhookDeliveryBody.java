package dev.sluice.publisher.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message to a webhook as the REST APIs show it.
 *
 * @param state {@code waiting}, {@code delivered} or {@code failed}
 * @param body as it is sent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WebhookDeliveryBody(
        String id,
        String event,
        String state,
        int attempts,
        String createdTime,
        @Nullable String nextTime,
        @Nullable String sentTime,
        @Nullable Integer status,
        @Nullable String reason,
        String body) {
    static WebhookDeliveryBody of(WebhookDelivery delivery) {
        return new WebhookDeliveryBody(
                delivery.id().toString(),
                delivery.event(),
                delivery.state().wireName(),
                delivery.attempts(),
                delivery.created().toString(),
                text(delivery.next()),
                text(delivery.sent()),
                delivery.status(),
                delivery.reason(),
                delivery.body());
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
