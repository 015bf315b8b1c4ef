package dev.sluice.publisher.api.deployment;

import dev.sluice.publisher.delivery.outbox.ControlTopic;
import dev.sluice.publisher.delivery.outbox.OutboxStep;
import dev.sluice.publisher.delivery.rebuild.ControlRecordSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** All deployments, for a rebuild of the topic that tells of them. */
@ApplicationScoped
class DeploymentSource implements ControlRecordSource {
    private final DeploymentRepository deployments;

    DeploymentSource(DeploymentRepository deployments) {
        this.deployments = deployments;
    }

    @Override
    public ControlTopic topic() {
        return ControlTopic.APIS;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public List<OutboxStep> present() {
        return deployments.allWithTheirs().stream()
                .flatMap(row -> ApiRecords.deploy(row.api(), row.revision(), row.deployment()).stream())
                .toList();
    }

    @Override
    public boolean owns(String key) {
        return true;
    }
}
