package dev.sluice.publisher.webhook;

import dev.sluice.publisher.api.version.ApiRepository;
import dev.sluice.publisher.developer.application.ApplicationRepository;
import dev.sluice.publisher.developer.subscription.SubscriptionNotice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells webhooks of subscriptions that wait and of decisions on them, in the transaction that makes them. */
@ApplicationScoped
class SubscriptionHooks {
    private final ApiRepository apis;
    private final ApplicationRepository applications;
    private final WebhookOutbox outbox;

    SubscriptionHooks(ApiRepository apis, ApplicationRepository applications, WebhookOutbox outbox) {
        this.apis = apis;
        this.applications = applications;
        this.outbox = outbox;
    }

    void onNotice(@Observes SubscriptionNotice notice) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("subscriptionId", notice.subscriptionId().toString());
        data.put("applicationId", notice.applicationId().toString());
        applications.findByIdOptional(notice.applicationId()).ifPresent(application -> {
            data.put("applicationName", application.name());
            data.put("owner", application.owner());
        });
        apis.findByIdOptional(notice.apiId()).ifPresent(api -> data.putAll(ApiStateHooks.of(api)));
        data.put("state", notice.state().name());
        data.put("plan", notice.plan());
        data.put("user", notice.user());
        outbox.raise(event(notice.kind()), notice.apiId(), data);
    }

    private static WebhookEvent event(SubscriptionNotice.Kind kind) {
        return switch (kind) {
            case BLOCKED -> WebhookEvent.SUBSCRIPTION_BLOCKED;
            case UNBLOCKED -> WebhookEvent.SUBSCRIPTION_UNBLOCKED;
            case ON_HOLD -> WebhookEvent.SUBSCRIPTION_ON_HOLD;
            case APPROVED -> WebhookEvent.SUBSCRIPTION_APPROVED;
            case REJECTED -> WebhookEvent.SUBSCRIPTION_REJECTED;
        };
    }
}
