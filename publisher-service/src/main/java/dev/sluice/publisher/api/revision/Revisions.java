package dev.sluice.publisher.api.revision;

import dev.sluice.publisher.api.design.Design;
import dev.sluice.publisher.api.scope.ScopeDirectory;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.ApiRefusals;
import dev.sluice.publisher.api.version.ApiRepository;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.PublisherProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** The snapshots of an API, at most {@value #MAX_REVISIONS} at a time. */
@ApplicationScoped
public class Revisions {
    private static final int MAX_REVISIONS = 5;
    private static final int MAX_DESCRIPTION = 255;

    private final ApiRepository apis;
    private final RevisionRepository repository;
    private final ScopeDirectory scopes;

    Revisions(ApiRepository apis, RevisionRepository repository, ScopeDirectory scopes) {
        this.apis = apis;
        this.repository = repository;
        this.scopes = scopes;
    }

    /** Takes a snapshot of the API as it is now. */
    @Transactional
    public Outcome<RevisionEntity> create(UUID apiId, Fields body) {
        String description = body.text("description", "", MAX_DESCRIPTION);
        if (!body.errors().isEmpty()) {
            return Outcome.refused(body.errors());
        }
        ApiEntity api = apis.lock(apiId).orElse(null);
        if (api == null) {
            return ApiRefusals.refusedAsUnknown(apiId);
        }
        if (api.design().isThirdParty()) {
            return Outcome.refused(
                    PublisherProblem.THIRD_PARTY,
                    "A third-party API is shown to developers with its document, and served by no gateway.");
        }
        if (api.design().endpoints().isEmpty()) {
            return Outcome.refused(
                    PublisherProblem.NO_ENDPOINT, "Give the API a production or a sandbox endpoint first.");
        }
        if (repository.ofApi(apiId).size() >= MAX_REVISIONS) {
            return Outcome.refused(
                    PublisherProblem.TOO_MANY_REVISIONS,
                    "An API has at most " + MAX_REVISIONS + " revisions: delete one that is not deployed.");
        }
        RevisionEntity revision = new RevisionEntity(
                apiId,
                api.nextRevisionNumber(),
                description,
                api.design(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
        repository.persist(revision);
        return Outcome.done(revision).withIgnored(body.ignored());
    }

    /** Makes the API's design what it was at this revision; what is deployed stays. */
    @Transactional
    public Outcome<ApiEntity> restore(UUID apiId, UUID revisionId) {
        ApiEntity api = apis.lockWithNames(apiId).orElse(null);
        if (api == null) {
            return ApiRefusals.refusedAsUnknown(apiId);
        }
        RevisionEntity revision = repository.find(apiId, revisionId).orElse(null);
        if (revision == null) {
            return refusedAsUnknown(revisionId);
        }
        Design design = revision.design();
        api.redesign(design.withScopes(scopes.renewed(design.scopes())));
        return Outcome.done(api);
    }

    /** @param revision as it was asked for */
    public static <T> Outcome<T> refusedAsUnknown(Object revision) {
        return Outcome.refused(
                PublisherProblem.REVISION_NOT_FOUND, "Requested API Revision with id " + revision + " not found");
    }
}
