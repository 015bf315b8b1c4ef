package dev.sluice.gateway.ops;

import dev.sluice.gateway.control.ControlPlane;
import dev.sluice.gateway.control.DataPlaneState;
import dev.sluice.gateway.control.KafkaContact;
import dev.sluice.gateway.control.NodeAnnouncer;
import dev.sluice.service.thread.ServiceThreads;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether clients are to be sent here: the control topics have been read to their end once, the data plane takes
 * connections, all threads work, this node is not leaving, and Kafka has not been away for longer than 30 s.
 */
@Readiness
@Singleton
class GatewayReadiness implements HealthCheck {
    /** A shorter outage is not worth moving all clients for: their streams stay open. */
    private static final Duration MAX_KAFKA_SILENCE = Duration.ofSeconds(30);

    private final ControlPlane controlPlane;
    private final DataPlaneState dataPlane;
    private final NodeAnnouncer announcer;
    private final KafkaContact contact;
    private final ServiceThreads threads;

    GatewayReadiness(
            ControlPlane controlPlane,
            DataPlaneState dataPlane,
            NodeAnnouncer announcer,
            KafkaContact contact,
            ServiceThreads threads) {
        this.controlPlane = controlPlane;
        this.dataPlane = dataPlane;
        this.announcer = announcer;
        this.contact = contact;
        this.threads = threads;
    }

    @Override
    public HealthCheckResponse call() {
        boolean kafka = contact.silentFor().compareTo(MAX_KAFKA_SILENCE) <= 0;
        boolean working = threads.problems().isEmpty();
        boolean ready = controlPlane.isCaughtUp() && dataPlane.isBound() && working && kafka && !announcer.isDraining();
        return HealthCheckResponse.named("gateway")
                .status(ready)
                .withData("caughtUp", controlPlane.isCaughtUp())
                .withData("dataPlane", dataPlane.isBound())
                .withData("threads", working)
                .withData("kafka", kafka)
                .withData("draining", announcer.isDraining())
                .build();
    }
}
