package dev.sluice.publisher.api.deployment;

import dev.sluice.publisher.api.revision.RevisionEntity;
import dev.sluice.publisher.api.revision.RevisionRepository;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.ApiRepository;
import dev.sluice.publisher.delivery.outbox.ControlTopic;
import dev.sluice.publisher.delivery.outbox.OutboxStep;
import dev.sluice.publisher.delivery.rebuild.ControlRecordSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;

/** All deployments, for a rebuild of the topic that tells of them. */
@ApplicationScoped
class DeploymentSource implements ControlRecordSource {
    private final DeploymentRepository deployments;
    private final ApiRepository apis;
    private final RevisionRepository revisions;

    DeploymentSource(DeploymentRepository deployments, ApiRepository apis, RevisionRepository revisions) {
        this.deployments = deployments;
        this.apis = apis;
        this.revisions = revisions;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public List<OutboxStep> present() {
        List<OutboxStep> steps = new ArrayList<>();
        for (DeploymentEntity deployment : deployments.listAll()) {
            ApiEntity api = apis.findById(deployment.apiId());
            RevisionEntity revision = revisions.findById(deployment.revisionId());
            steps.addAll(ApiRecords.deploy(api, revision, deployment));
        }
        return steps;
    }

    @Override
    public boolean owns(ControlTopic topic, String key) {
        return topic == ControlTopic.APIS;
    }
}
