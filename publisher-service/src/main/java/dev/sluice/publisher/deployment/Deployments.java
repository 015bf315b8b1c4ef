package dev.sluice.publisher.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.publisher.api.ApiEntity;
import dev.sluice.publisher.api.ApiRepository;
import dev.sluice.publisher.outbox.Change;
import dev.sluice.publisher.outbox.ControlOutbox;
import dev.sluice.publisher.outbox.ControlTopic;
import dev.sluice.publisher.outbox.OutboxStep;
import dev.sluice.publisher.problem.Fields;
import dev.sluice.publisher.problem.PublisherProblem;
import dev.sluice.publisher.problem.Refusal;
import dev.sluice.publisher.propagation.Outcome;
import dev.sluice.publisher.revision.RevisionEntity;
import dev.sluice.publisher.revision.RevisionRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which revision of an API is live where. */
@ApplicationScoped
public class Deployments {
    private final ApiRepository apis;
    private final RevisionRepository revisions;
    private final DeploymentRepository repository;
    private final ControlOutbox outbox;
    private final EnvironmentConfig environment;

    Deployments(
            ApiRepository apis,
            RevisionRepository revisions,
            DeploymentRepository repository,
            ControlOutbox outbox,
            EnvironmentConfig environment) {
        this.apis = apis;
        this.revisions = revisions;
        this.repository = repository;
        this.outbox = outbox;
        this.environment = environment;
    }

    /** Makes a revision live, in the place of the one that is live now. */
    @Transactional
    Outcome<List<DeploymentEntity>> deploy(UUID apiId, UUID revisionId, @Nullable JsonNode body) {
        Fields fields = DeploymentRequest.fields(body);
        List<DeploymentRequest> requests = DeploymentRequest.read(fields);
        if (!fields.errors().isEmpty()) {
            return Outcome.refused(fields.errors());
        }
        ApiEntity api = apis.lock(apiId).orElse(null);
        if (api == null) {
            return Outcome.refused(PublisherProblem.API_NOT_FOUND, "Requested API with id '" + apiId + "' not found");
        }
        RevisionEntity revision = revisions.find(apiId, revisionId).orElse(null);
        if (revision == null) {
            return Outcome.refused(
                    PublisherProblem.REVISION_NOT_FOUND, "Requested API Revision with id " + revisionId + " not found");
        }
        Optional<Refusal> unknown = firstUnknown(requests);
        if (unknown.isPresent()) {
            return new Outcome.Refused<>(unknown.get());
        }
        List<DeploymentEntity> deployed =
                requests.stream().map(request -> show(apiId, revision, request)).toList();
        List<OutboxStep> steps = new ArrayList<>();
        deployed.forEach(deployment -> steps.addAll(ApiRecords.deploy(api, revision, deployment)));
        return Outcome.done(deployed, send(deployed, steps));
    }

    private Optional<Refusal> firstUnknown(List<DeploymentRequest> requests) {
        for (DeploymentRequest request : requests) {
            if (!request.environment().equals(environment.name())) {
                return Optional.of(Refusal.of(
                        PublisherProblem.UNKNOWN_ENVIRONMENT,
                        "Gateway Environment with name '" + request.environment() + "' not found"));
            }
            if (!environment.vhosts().contains(request.vhost())) {
                return Optional.of(Refusal.of(
                        PublisherProblem.UNKNOWN_VHOST,
                        "Virtual host '" + request.vhost() + "' does not exist in " + request.environment()));
            }
        }
        return Optional.empty();
    }

    private DeploymentEntity show(UUID apiId, RevisionEntity revision, DeploymentRequest request) {
        DeploymentEntity deployment = repository
                .find(apiId, request.environment())
                .orElseGet(() -> new DeploymentEntity(apiId, request.environment()));
        deployment.show(revision.id(), request, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        repository.persist(deployment);
        return deployment;
    }

    private List<Change> send(List<DeploymentEntity> deployments, List<OutboxStep> steps) {
        if (steps.isEmpty()) {
            return List.of();
        }
        List<Change> changes = outbox.append(steps);
        for (Change change : changes) {
            deployments.stream()
                    .filter(deployment -> deployment.key().equals(change.key()))
                    .forEach(deployment -> deployment.onRecord(change.version()));
        }
        return changes;
    }

    /** Takes a revision from environments; its events stay until the API is deleted. */
    @Transactional
    Outcome<List<DeploymentEntity>> undeploy(UUID apiId, UUID revisionId, @Nullable JsonNode body) {
        Fields fields = DeploymentRequest.fields(body);
        List<DeploymentRequest> requests = DeploymentRequest.read(fields);
        if (!fields.errors().isEmpty()) {
            return Outcome.refused(fields.errors());
        }
        if (apis.lock(apiId).isEmpty()) {
            return Outcome.refused(PublisherProblem.API_NOT_FOUND, "Requested API with id '" + apiId + "' not found");
        }
        List<DeploymentEntity> gone = new ArrayList<>();
        for (DeploymentRequest request : requests) {
            repository
                    .find(apiId, request.environment())
                    .filter(deployment -> deployment.revisionId().equals(revisionId))
                    .ifPresent(gone::add);
        }
        if (gone.isEmpty()) {
            return Outcome.refused(
                    PublisherProblem.DEPLOYMENT_NOT_FOUND, "Revision " + revisionId + " is not deployed there.");
        }
        gone.forEach(repository::delete);
        return Outcome.done(gone, outbox.append(tombstones(gone)));
    }

    private static List<OutboxStep> tombstones(List<DeploymentEntity> gone) {
        return gone.stream()
                .<OutboxStep>map(deployment -> new OutboxStep.Tombstone(ControlTopic.APIS, deployment.key()))
                .toList();
    }

    /** Tells the gateways an API's new state, wherever it is deployed; the caller holds the API's lock. */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<Change> renew(ApiEntity api) {
        List<DeploymentEntity> deployments = repository.ofApi(api.id());
        List<OutboxStep> steps = new ArrayList<>();
        for (DeploymentEntity deployment : deployments) {
            RevisionEntity revision = revisions.findById(deployment.revisionId());
            steps.add(ApiRecords.put(api, revision, deployment));
        }
        return send(deployments, steps);
    }

    /** Deletes an API with its revisions, deployments and, in the end, its events; the caller holds the API's lock. */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<Change> remove(ApiEntity api) {
        List<DeploymentEntity> gone = repository.ofApi(api.id());
        gone.forEach(repository::delete);
        repository.flush();
        apis.delete(api);
        List<OutboxStep> steps = new ArrayList<>(tombstones(gone));
        steps.add(new OutboxStep.DeleteEventsTopic(api.id().toString()));
        return outbox.append(steps);
    }

    @Transactional
    List<DeploymentEntity> ofApi(UUID apiId) {
        return repository.ofApi(apiId);
    }

    /** Deletes a revision that is live nowhere. */
    @Transactional
    Outcome<UUID> deleteRevision(UUID apiId, UUID revisionId) {
        if (apis.lock(apiId).isEmpty()) {
            return Outcome.refused(PublisherProblem.API_NOT_FOUND, "Requested API with id '" + apiId + "' not found");
        }
        RevisionEntity revision = revisions.find(apiId, revisionId).orElse(null);
        if (revision == null) {
            return Outcome.refused(
                    PublisherProblem.REVISION_NOT_FOUND, "Requested API Revision with id " + revisionId + " not found");
        }
        if (repository.isDeployed(revisionId)) {
            return Outcome.refused(
                    PublisherProblem.REVISION_DEPLOYED, revision.displayName() + " is deployed: undeploy it first.");
        }
        revisions.delete(revision);
        return Outcome.done(revisionId);
    }
}
