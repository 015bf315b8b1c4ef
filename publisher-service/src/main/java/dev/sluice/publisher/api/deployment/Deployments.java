package dev.sluice.publisher.api.deployment;

import dev.sluice.model.api.LifecycleState;
import dev.sluice.model.api.Transport;
import dev.sluice.publisher.api.deployment.DeploymentRecords.Batch;
import dev.sluice.publisher.api.revision.RevisionEntity;
import dev.sluice.publisher.api.revision.RevisionRepository;
import dev.sluice.publisher.api.revision.Revisions;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.ApiRefusals;
import dev.sluice.publisher.api.version.ApiRepository;
import dev.sluice.publisher.delivery.environment.EnvironmentConfig;
import dev.sluice.publisher.delivery.outbox.Change;
import dev.sluice.publisher.delivery.outbox.ControlTopic;
import dev.sluice.publisher.delivery.outbox.OutboxStep;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Which revision of an API is live where. */
@ApplicationScoped
public class Deployments {
    private final ApiRepository apis;
    private final RevisionRepository revisions;
    private final DeploymentRepository repository;
    private final DeploymentRecords records;
    private final DefaultVersions defaults;
    private final EnvironmentConfig environment;

    Deployments(
            ApiRepository apis,
            RevisionRepository revisions,
            DeploymentRepository repository,
            DeploymentRecords records,
            DefaultVersions defaults,
            EnvironmentConfig environment) {
        this.apis = apis;
        this.revisions = revisions;
        this.repository = repository;
        this.records = records;
        this.defaults = defaults;
        this.environment = environment;
    }

    /** Makes a revision live, in the place of the one that is live now. */
    @Transactional
    Outcome<List<DeploymentEntity>> deploy(UUID apiId, UUID revisionId, Fields fields) {
        List<DeploymentRequest> requests = DeploymentRequest.read(fields);
        if (!fields.errors().isEmpty()) {
            return Outcome.refused(fields.errors());
        }
        ApiEntity api = apis.lockWithNames(apiId).orElse(null);
        if (api == null) {
            return ApiRefusals.refusedAsUnknown(apiId);
        }
        RevisionEntity revision = revisions.find(apiId, revisionId).orElse(null);
        if (revision == null) {
            return Revisions.refusedAsUnknown(revisionId);
        }
        Optional<Refusal> impossible = firstUnknown(requests).or(() -> refusalOf(api));
        return impossible.isPresent()
                ? new Outcome.Refused<>(impossible.get())
                : deploy(api, revision, requests).withIgnored(fields.ignored());
    }

    private Outcome<List<DeploymentEntity>> deploy(
            ApiEntity api, RevisionEntity revision, List<DeploymentRequest> requests) {
        List<DeploymentEntity> deployed = requests.stream()
                .map(request -> show(api.id(), revision, request))
                .toList();
        List<ApiEntity> others = defaults.settle(api);
        Batch batch = new Batch();
        deployed.forEach(deployment -> batch.deploy(api, revision, deployment));
        records.renew(others, batch);
        return Outcome.done(deployed, records.send(batch));
    }

    private static Optional<Refusal> refusalOf(ApiEntity api) {
        return api.state() == LifecycleState.RETIRED
                ? Optional.of(Refusal.of(
                        PublisherProblem.API_RETIRED, "A retired API is served nowhere: it cannot be deployed."))
                : Optional.empty();
    }

    private Optional<Refusal> firstUnknown(List<DeploymentRequest> requests) {
        for (DeploymentRequest request : requests) {
            if (!request.environment().equals(environment.name())) {
                return Optional.of(Refusal.of(
                        PublisherProblem.UNKNOWN_ENVIRONMENT,
                        "Gateway Environment with name '" + request.environment() + "' not found; known is '"
                                + environment.name() + "'"));
            }
            if (!environment.vhosts().contains(hostOf(request))) {
                return Optional.of(Refusal.of(
                        PublisherProblem.UNKNOWN_VHOST,
                        "Virtual host '" + request.vhost() + "' does not exist in " + request.environment()
                                + "; known are " + String.join(", ", environment.vhosts())));
            }
        }
        return Optional.empty();
    }

    private String hostOf(DeploymentRequest request) {
        return request.vhost().isEmpty() ? environment.vhosts().getFirst() : request.vhost();
    }

    private DeploymentEntity show(UUID apiId, RevisionEntity revision, DeploymentRequest request) {
        DeploymentEntity deployment = repository
                .find(apiId, request.environment())
                .orElseGet(() -> new DeploymentEntity(apiId, request.environment()));
        deployment.show(revision.id(), hostOf(request), Instant.now().truncatedTo(ChronoUnit.MILLIS));
        deployment.displayOnDevportal(request.displayOnDevportal());
        repository.persist(deployment);
        return deployment;
    }

    /**
     * Takes a revision from environments; its events stay until the API is deleted.
     *
     * @param everywhere whatever the body says
     */
    @Transactional
    Outcome<List<DeploymentEntity>> undeploy(UUID apiId, RevisionRef which, boolean everywhere, Fields fields) {
        List<DeploymentRequest> requests = everywhere ? List.of() : DeploymentRequest.read(fields);
        if (!fields.errors().isEmpty()) {
            return Outcome.refused(fields.errors());
        }
        if (apis.lock(apiId).isEmpty()) {
            return ApiRefusals.refusedAsUnknown(apiId);
        }
        RevisionEntity revision = which.find(apiId, revisions).orElse(null);
        if (revision == null) {
            return Revisions.refusedAsUnknown(which);
        }
        List<DeploymentEntity> gone = repository.ofApi(apiId).stream()
                .filter(deployment -> deployment.revisionId().equals(revision.id()))
                .filter(deployment -> everywhere || names(requests, deployment))
                .toList();
        if (gone.isEmpty()) {
            // Only now: what is deployed where this installation no longer is can still be withdrawn.
            Optional<Refusal> unknown = firstUnknown(requests);
            if (unknown.isPresent()) {
                return new Outcome.Refused<>(unknown.get());
            }
            return Outcome.refused(
                    PublisherProblem.DEPLOYMENT_NOT_FOUND, revision.displayName() + " is not deployed there.");
        }
        gone.forEach(repository::delete);
        Batch batch = new Batch();
        batch.add(gone.stream()
                .<OutboxStep>map(deployment -> new OutboxStep.Tombstone(ControlTopic.APIS, deployment.key()))
                .toList());
        return Outcome.done(gone, records.send(batch)).withIgnored(fields.ignored());
    }

    private static boolean names(List<DeploymentRequest> requests, DeploymentEntity deployment) {
        return requests.stream().anyMatch(request -> request.environment().equals(deployment.environment()));
    }

    /** Shows a deployment to developers, or hides it. */
    @Transactional
    Outcome<DeploymentEntity> display(UUID apiId, DeploymentChange change) {
        if (apis.lock(apiId).isEmpty()) {
            return ApiRefusals.refusedAsUnknown(apiId);
        }
        DeploymentEntity deployment = change.environments().stream()
                .flatMap(name -> repository.find(apiId, name).stream())
                .findFirst()
                .orElse(null);
        if (deployment == null) {
            return Outcome.refused(
                    PublisherProblem.DEPLOYMENT_NOT_FOUND, "Deployment with " + change.asked() + " not found");
        }
        boolean display = change.display(deployment);
        Fields fields = change.fields();
        if (!fields.errors().isEmpty()) {
            return Outcome.refused(fields.errors());
        }
        deployment.displayOnDevportal(display);
        return Outcome.done(deployment).withIgnored(fields.ignored());
    }

    /** Tells the gateways how these APIs are now; the last thing that a transaction does. */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<Change> renew(Collection<ApiEntity> changed) {
        return renew(changed, List.of());
    }

    /** @param alongside what is told after it in the same transaction */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<Change> renew(Collection<ApiEntity> changed, List<OutboxStep> alongside) {
        Batch batch = new Batch();
        records.renew(changed, batch);
        batch.add(alongside);
        return records.send(batch);
    }

    /**
     * Deletes an API with its revisions, deployments and, in the end, its events; the caller holds the API's lock.
     *
     * @param alongside what is told after it in the same transaction
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<Change> remove(ApiEntity api, List<OutboxStep> alongside) {
        List<DeploymentEntity> gone = repository.ofApi(api.id());
        gone.forEach(repository::delete);
        repository.flush();
        apis.delete(api);
        List<OutboxStep> steps = new ArrayList<>();
        gone.forEach(deployment -> steps.add(new OutboxStep.Deletion(ControlTopic.APIS, deployment.key())));
        steps.add(new OutboxStep.DeleteEventsTopic(api.id().toString()));
        steps.addAll(alongside);
        Batch batch = new Batch();
        batch.add(steps);
        return records.send(batch);
    }

    @Transactional
    List<DeploymentEntity> ofApi(UUID apiId) {
        return repository.ofApi(apiId);
    }

    /** What is deployed of each of these APIs; one that is deployed nowhere is not in it. */
    @Transactional
    public Map<UUID, List<LiveRevision>> live(Collection<UUID> apiIds) {
        return apiIds.isEmpty()
                ? Map.of()
                : repository.ofApis(apiIds).stream().collect(Collectors.groupingBy(LiveRevision::apiId));
    }

    /** Where developers find an API: environments in which they are shown it. */
    @Transactional
    public List<Placement> shownToDevelopers(UUID apiId) {
        return repository.ofApi(apiId).stream()
                .filter(DeploymentEntity::isDisplayedOnDevportal)
                .map(deployment -> new Placement(
                        deployment.environment(),
                        deployment.vhost(),
                        revisions.findById(deployment.revisionId()).design().transports()))
                .toList();
    }

    /** An environment, the host name in it, and how the revision that is live there may be reached. */
    public record Placement(String environment, String vhost, List<Transport> transports) {}

    /** Deletes a revision that is live nowhere. */
    @Transactional
    Outcome<UUID> deleteRevision(UUID apiId, UUID revisionId) {
        if (apis.lock(apiId).isEmpty()) {
            return ApiRefusals.refusedAsUnknown(apiId);
        }
        RevisionEntity revision = revisions.find(apiId, revisionId).orElse(null);
        if (revision == null) {
            return Revisions.refusedAsUnknown(revisionId);
        }
        if (repository.isDeployed(revisionId)) {
            return Outcome.refused(
                    PublisherProblem.REVISION_DEPLOYED, revision.displayName() + " is deployed: undeploy it first.");
        }
        revisions.delete(revision);
        return Outcome.done(revisionId);
    }
}
