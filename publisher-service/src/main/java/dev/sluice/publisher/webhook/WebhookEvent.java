package dev.sluice.publisher.webhook;

import java.util.Arrays;
import java.util.List;

/** What a webhook is told of. */
enum WebhookEvent {
    QUOTA_REACHED("quota.reached"),
    SUBSCRIPTION_BLOCKED("subscription.blocked"),
    SUBSCRIPTION_UNBLOCKED("subscription.unblocked"),
    SUBSCRIPTION_ON_HOLD("subscription.on-hold"),
    SUBSCRIPTION_APPROVED("subscription.approved"),
    SUBSCRIPTION_REJECTED("subscription.rejected"),
    API_DEPRECATED("api.deprecated"),
    API_RETIRED("api.retired"),
    BACKEND_DOWN("backend.down"),
    BACKEND_UP("backend.up"),
    /** Of a test alone; sent once. */
    TEST("test");

    private final String text;

    WebhookEvent(String text) {
        this.text = text;
    }

    /** As messages have it. */
    String text() {
        return text;
    }

    /** Those that can be asked for. */
    static List<String> texts() {
        return Arrays.stream(values())
                .filter(event -> event != TEST)
                .map(WebhookEvent::text)
                .toList();
    }
}
