package dev.sluice.publisher.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as the REST APIs show it.
 *
 * @param apiId {@code null} = of all APIs
 * @param secret of one that has just been made; else {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WebhookBody(
        String id,
        @Nullable String apiId,
        String url,
        List<String> events,
        String description,
        boolean active,
        @Nullable String secret,
        String createdTime,
        String updatedTime) {
    static WebhookBody of(WebhookEntity webhook) {
        return of(webhook, null);
    }

    static WebhookBody of(Webhooks.New made) {
        return of(made.webhook(), made.secret().reveal());
    }

    private static WebhookBody of(WebhookEntity webhook, @Nullable String secret) {
        UUID apiId = webhook.apiId();
        WebhookDetails details = webhook.details();
        return new WebhookBody(
                webhook.id().toString(),
                apiId == null ? null : apiId.toString(),
                details.url(),
                details.events(),
                details.description(),
                details.active(),
                secret,
                webhook.createdAt().toString(),
                webhook.updatedAt().toString());
    }
}
