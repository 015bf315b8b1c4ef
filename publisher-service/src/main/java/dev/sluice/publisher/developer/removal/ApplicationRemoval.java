package dev.sluice.publisher.developer.removal;

import dev.sluice.model.access.AccessKey;
import dev.sluice.publisher.delivery.outbox.ControlOutbox;
import dev.sluice.publisher.delivery.outbox.ControlTopic;
import dev.sluice.publisher.delivery.outbox.OutboxStep;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.developer.application.ApplicationRepository;
import dev.sluice.publisher.developer.key.ApplicationKeys;
import dev.sluice.publisher.developer.subscription.Subscriptions;
import dev.sluice.publisher.web.problem.PublisherProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Deletes an application with its keys and subscriptions: its open streams end, its tokens are good for nothing. */
@ApplicationScoped
class ApplicationRemoval {
    private final ApplicationRepository applications;
    private final ApplicationKeys keys;
    private final Subscriptions subscriptions;
    private final ControlOutbox outbox;

    ApplicationRemoval(
            ApplicationRepository applications,
            ApplicationKeys keys,
            Subscriptions subscriptions,
            ControlOutbox outbox) {
        this.applications = applications;
        this.keys = keys;
        this.subscriptions = subscriptions;
        this.outbox = outbox;
    }

    @Transactional
    Outcome<UUID> remove(UUID applicationId, String owner) {
        if (applications.lock(applicationId, owner).isEmpty()) {
            return Outcome.refused(
                    PublisherProblem.APPLICATION_NOT_FOUND, "Application " + applicationId + " not found");
        }
        return Outcome.done(applicationId, outbox.append(take(applicationId)));
    }

    /**
     * Deletes what has been found and locked, or belongs to a user who is.
     *
     * @return what is to be told to the gateways
     */
    @Transactional(Transactional.TxType.MANDATORY)
    List<OutboxStep> take(UUID applicationId) {
        List<OutboxStep> steps = new ArrayList<>(subscriptions.removeAllOfApplication(applicationId));
        steps.addAll(keys.removeAllOf(applicationId));
        applications.deleteById(applicationId);
        steps.add(new OutboxStep.Tombstone(
                ControlTopic.ACCESS,
                AccessKey.application(applicationId.toString()).toString()));
        return steps;
    }
}
