package dev.sluice.publisher.api.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.publisher.delivery.propagation.GatewayProgress;
import dev.sluice.publisher.delivery.propagation.NodeStatus;
import dev.sluice.publisher.delivery.propagation.Propagation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deployment with what its gateways say: the contract's {@code APIRevisionDeployment}.
 *
 * @param streaming {@code null} = not asked for, or it cannot be read now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeploymentBody(
        String revisionUuid,
        String name,
        String status,
        String vhost,
        boolean displayOnDevportal,
        String deployedTime,
        int liveGatewayCount,
        int deployedGatewayCount,
        int failedGatewayCount,
        @Nullable Streaming streaming) {
    /** Which gateways have it, by name. */
    record Streaming(List<Gateway> gateways) {}

    /**
     * @param state {@code starting}, {@code serving} or {@code draining}
     * @param deployment {@code applied}, {@code pending} or {@code failed}
     * @param reason of a failure
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Gateway(
            String gatewayId,
            String state,
            String deployment,
            @Nullable String reason,
            int connections,
            String lastActive) {
        static Gateway of(GatewayProgress progress) {
            NodeStatus gateway = progress.gateway();
            return new Gateway(
                    gateway.nodeId(),
                    gateway.record().state().wireName(),
                    progress.step().wireName(),
                    progress.reason().isEmpty() ? null : progress.reason(),
                    gateway.record().connections(),
                    gateway.lastSeen().toString());
        }
    }

    /** With each gateway. */
    static DeploymentBody ofGateways(DeploymentEntity deployment, Propagation propagation) {
        Streaming streaming = propagation
                .progress(deployment.lastChange())
                .map(all -> new Streaming(all.stream().map(Gateway::of).toList()))
                .orElse(null);
        return of(deployment, propagation, streaming);
    }

    static DeploymentBody of(DeploymentEntity deployment, Propagation propagation) {
        return of(deployment, propagation, null);
    }

    private static DeploymentBody of(
            DeploymentEntity deployment, Propagation propagation, @Nullable Streaming streaming) {
        Propagation.Counts counts = propagation.counts(deployment.lastChange());
        return new DeploymentBody(
                deployment.revisionId().toString(),
                deployment.environment(),
                "APPROVED",
                deployment.vhost(),
                deployment.isDisplayedOnDevportal(),
                deployment.deployedAt().toString(),
                counts.live(),
                counts.deployed(),
                counts.failed(),
                streaming);
    }
}
