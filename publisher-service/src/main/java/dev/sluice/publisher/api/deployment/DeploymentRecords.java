package dev.sluice.publisher.api.deployment;

import dev.sluice.publisher.api.revision.RevisionEntity;
import dev.sluice.publisher.api.revision.RevisionRepository;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.delivery.outbox.Change;
import dev.sluice.publisher.delivery.outbox.ControlOutbox;
import dev.sluice.publisher.delivery.outbox.ControlTopic;
import dev.sluice.publisher.delivery.outbox.OutboxStep;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the gateways are told of deployments. The caller holds the locks of the APIs. */
@ApplicationScoped
class DeploymentRecords {
    private final DeploymentRepository deployments;
    private final RevisionRepository revisions;
    private final ControlOutbox outbox;

    DeploymentRecords(DeploymentRepository deployments, RevisionRepository revisions, ControlOutbox outbox) {
        this.deployments = deployments;
        this.revisions = revisions;
        this.outbox = outbox;
    }

    /** What one transaction tells, in this order. */
    static final class Batch {
        private final Map<String, DeploymentEntity> told = new LinkedHashMap<>();
        private final List<OutboxStep> steps = new ArrayList<>();

        /** A deployment that has just been made or changed: its events topic is brought to what it says, too. */
        void deploy(ApiEntity api, RevisionEntity revision, DeploymentEntity deployment) {
            told.put(deployment.key(), deployment);
            steps.addAll(ApiRecords.deploy(api, revision, deployment));
        }

        private void renew(ApiEntity api, RevisionEntity revision, DeploymentEntity deployment) {
            if (told.putIfAbsent(deployment.key(), deployment) == null) {
                steps.add(ApiRecords.put(api, revision, deployment));
            }
        }

        void add(List<OutboxStep> more) {
            steps.addAll(more);
        }
    }

    /** Adds the records of these APIs, wherever they are deployed, to what is told. */
    void renew(Collection<ApiEntity> apis, Batch batch) {
        for (ApiEntity api : apis) {
            for (DeploymentEntity deployment : deployments.ofApi(api.id())) {
                batch.renew(api, revisions.findById(deployment.revisionId()), deployment);
            }
        }
    }

    /** Has to be the last thing that a transaction does: see {@link ControlOutbox}. */
    @Transactional(Transactional.TxType.MANDATORY)
    List<Change> send(Batch batch) {
        if (batch.steps.isEmpty()) {
            return List.of();
        }
        List<Change> changes = outbox.append(batch.steps);
        for (Change change : changes) {
            DeploymentEntity deployment = change.topic() == ControlTopic.APIS ? batch.told.get(change.key()) : null;
            if (deployment != null) {
                deployment.onRecord(change.version());
            }
        }
        return changes;
    }
}
