package dev.sluice.publisher.api.deployment;

import dev.sluice.publisher.delivery.propagation.Propagation;

/** A deployment with what its gateways say: the contract's {@code APIRevisionDeployment}. */
record DeploymentBody(
        String revisionUuid,
        String name,
        String status,
        String vhost,
        boolean displayOnDevportal,
        String deployedTime,
        int liveGatewayCount,
        int deployedGatewayCount,
        int failedGatewayCount) {
    static DeploymentBody of(DeploymentEntity deployment, Propagation propagation) {
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
                counts.failed());
    }
}
