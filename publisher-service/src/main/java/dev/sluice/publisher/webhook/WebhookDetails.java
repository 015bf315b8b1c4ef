package dev.sluice.publisher.webhook;

import java.util.List;

/**
 * What a user decides of a webhook, but its secret.
 *
 * @param events by {@link WebhookEvent#text}
 * @param active whether anything is sent
 */
record WebhookDetails(String url, List<String> events, String description, boolean active) {
    WebhookDetails {
        events = List.copyOf(events);
    }
}
