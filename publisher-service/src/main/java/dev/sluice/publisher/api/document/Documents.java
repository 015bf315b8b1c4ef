package dev.sluice.publisher.api.document;

import dev.sluice.model.definition.ImportedApi;
import dev.sluice.publisher.api.design.ApiType;
import dev.sluice.publisher.api.edit.ApiEdits;
import dev.sluice.publisher.api.registry.Apis;
import dev.sluice.publisher.api.revision.RevisionRepository;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.ApiRefusals;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.web.problem.Fields;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The documents of APIs in the database, and what changes with them. */
@ApplicationScoped
public class Documents {
    private final Apis apis;
    private final RevisionRepository revisions;
    private final ApiEdits edits;
    private final DocumentRepository repository;
    private final Designs designs;
    private final ImportReader bodies;

    Documents(
            Apis apis,
            RevisionRepository revisions,
            ApiEdits edits,
            DocumentRepository repository,
            Designs designs,
            ImportReader bodies) {
        this.apis = apis;
        this.revisions = revisions;
        this.edits = edits;
        this.repository = repository;
        this.designs = designs;
        this.bodies = bodies;
    }

    /** An API with what its document is made from, or is. */
    @Transactional
    public Optional<Stored> find(UUID apiId) {
        return apis.find(apiId).map(this::stored);
    }

    /** The same for an API as it was at a revision. */
    @Transactional
    Optional<Stored> findRevision(UUID revisionId) {
        return revisions
                .findByIdOptional(revisionId)
                .flatMap(revision -> apis.find(revision.apiId()).map(revision::of))
                .map(this::stored);
    }

    private Stored stored(ApiEntity api) {
        DocumentEntity document = repository.findById(api.id());
        ImportedApi facts = document == null ? null : document.facts();
        boolean isCurrent =
                document != null && (api.design().isThirdParty() || designs.isOf(document.fingerprint(), api, facts));
        return new Stored(api, facts, isCurrent ? document : null);
    }

    /** Makes the API of a document and keeps the document. */
    @Transactional
    Outcome<ApiEntity> create(UploadedDocument uploaded, ImportedApi read, Fields body, String provider) {
        return kept(apis.create(body, provider), uploaded, read);
    }

    /** Makes an API that is only shown, with its document. */
    @Transactional
    Outcome<ApiEntity> createThirdParty(UploadedDocument uploaded, ImportedApi read, Fields body, String provider) {
        return kept(apis.create(body, ApiType.ASYNC, provider), uploaded, read);
    }

    private Outcome<ApiEntity> kept(Outcome<ApiEntity> created, UploadedDocument uploaded, ImportedApi read) {
        if (created instanceof Outcome.Done<ApiEntity> done) {
            keep(done.value(), uploaded, read);
        }
        return created;
    }

    /** Puts the topics and scopes of a document in the place of the API's, if it is no third party's, and keeps it. */
    @Transactional
    Outcome<ApiEntity> replace(UUID apiId, @Nullable String ifMatch, UploadedDocument uploaded, ImportedApi read) {
        ApiEntity api = apis.find(apiId).orElse(null);
        if (api == null) {
            return ApiRefusals.refusedAsUnknown(apiId);
        }
        Fields body = api.design().isThirdParty() ? bodies.same(api) : bodies.replace(api, read);
        return kept(edits.replace(apiId, ifMatch, body, Set.of()), uploaded, read);
    }

    private void keep(ApiEntity api, UploadedDocument uploaded, ImportedApi read) {
        DocumentEntity document = repository.findById(api.id());
        if (document == null) {
            repository.getEntityManager().flush(); // the row of a new API, to which this one refers
            document = new DocumentEntity(api.id());
            repository.persist(document);
        }
        document.put(uploaded, read, api.design().isThirdParty() ? "" : designs.fingerprint(api, read));
    }

    /**
     * @param facts what its document told when it was taken; {@code null} = it never had one
     * @param own the document that the API was made with, while it says what the API is; {@code null} = none
     */
    public record Stored(
            ApiEntity api,
            @Nullable ImportedApi facts,
            @Nullable DocumentEntity own) {}
}
