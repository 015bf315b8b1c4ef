package dev.sluice.gateway.ops;

import dev.sluice.gateway.control.ControlPlane;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Whether a restart would help: only where a reader has ended by an error of ours. */
@Liveness
@Singleton
class GatewayLiveness implements HealthCheck {
    private final ControlPlane controlPlane;

    GatewayLiveness(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("gateway")
                .status(!controlPlane.isBroken())
                .build();
    }
}
