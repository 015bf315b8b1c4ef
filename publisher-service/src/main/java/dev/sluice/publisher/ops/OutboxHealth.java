package dev.sluice.publisher.ops;

import dev.sluice.publisher.delivery.outbox.OutboxRunner;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while the drain runs. Kafka away is a detail, not a reason to be taken out: writes are kept and answered as pending.
 */
@Readiness
@ApplicationScoped
class OutboxHealth implements HealthCheck {
    private final OutboxRunner outbox;

    OutboxHealth(OutboxRunner outbox) {
        this.outbox = outbox;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("outbox")
                .status(outbox.isRunning())
                .withData("kafka", outbox.isStalled() ? "away" : "reached")
                .build();
    }
}
