package dev.sluice.publisher.webhook;

import dev.sluice.model.api.LifecycleState;
import dev.sluice.publisher.api.lifecycle.StateMove;
import dev.sluice.publisher.api.version.ApiEntity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells webhooks of APIs that are deprecated or retired, in the transaction that moves them. */
@ApplicationScoped
class ApiStateHooks {
    private final WebhookOutbox outbox;

    ApiStateHooks(WebhookOutbox outbox) {
        this.outbox = outbox;
    }

    void onMove(@Observes StateMove move) {
        if (move.to() == LifecycleState.DEPRECATED) {
            raise(WebhookEvent.API_DEPRECATED, move);
        } else if (move.to() == LifecycleState.RETIRED) {
            raise(WebhookEvent.API_RETIRED, move);
        }
    }

    private void raise(WebhookEvent event, StateMove move) {
        Map<String, Object> data = new LinkedHashMap<>(of(move.api()));
        data.put("from", move.from().name());
        data.put("user", move.user());
        outbox.raise(event, move.api().id(), data);
    }

    /** What messages say of an API. */
    static Map<String, Object> of(ApiEntity api) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("apiId", api.id().toString());
        data.put("apiName", api.name());
        data.put("apiVersion", api.version());
        return data;
    }
}
