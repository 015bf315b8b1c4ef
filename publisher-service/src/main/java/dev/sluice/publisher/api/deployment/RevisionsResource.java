package dev.sluice.publisher.api.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.publisher.api.body.ApiAnswers;
import dev.sluice.publisher.api.registry.Apis;
import dev.sluice.publisher.api.revision.RevisionRepository;
import dev.sluice.publisher.api.revision.Revisions;
import dev.sluice.publisher.delivery.propagation.OutcomeAnswers;
import dev.sluice.publisher.delivery.propagation.Propagation;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.Refusal;
import dev.sluice.publisher.web.rest.Ids;
import dev.sluice.publisher.web.rest.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Revisions of an API. */
@Path("/api/am/publisher/v4")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class RevisionsResource {
    private static final int MAX_ID = 64;

    private final Apis apis;
    private final Revisions revisions;
    private final RevisionRepository repository;
    private final Deployments deployments;
    private final Propagation propagation;
    private final OutcomeAnswers answers;
    private final ApiAnswers apiAnswers;

    RevisionsResource(
            Apis apis,
            Revisions revisions,
            RevisionRepository repository,
            Deployments deployments,
            Propagation propagation,
            OutcomeAnswers answers,
            ApiAnswers apiAnswers) {
        this.apis = apis;
        this.revisions = revisions;
        this.repository = repository;
        this.deployments = deployments;
        this.propagation = propagation;
        this.answers = answers;
        this.apiAnswers = apiAnswers;
    }

    record RevisionListBody(int count, List<RevisionBody> list) {}

    @POST
    @Path("/apis/{apiId}/revisions")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @RequiresScope({Scope.API_CREATE, Scope.API_MANAGE, Scope.API_PUBLISH, Scope.API_IMPORT_EXPORT})
    public Response create(@PathParam("apiId") String apiId, @Nullable JsonNode body) {
        // The whole body is optional: it only holds a description.
        JsonNode given = body == null ? JsonNodeFactory.instance.objectNode() : body;
        return Ids.parse(apiId)
                .map(id -> answers.to(
                        revisions.create(id, Fields.of(given)), 201, made -> RevisionBody.of(made, List.of())))
                .orElseGet(() -> ApiAnswers.unknownApi(apiId));
    }

    /** {@code query} is {@code deployed:true}, {@code deployed:false} or empty. */
    @GET
    @Path("/apis/{apiId}/revisions")
    @RequiresScope({Scope.API_VIEW, Scope.API_CREATE, Scope.API_MANAGE, Scope.API_PUBLISH, Scope.API_IMPORT_EXPORT})
    public Response list(@PathParam("apiId") String apiId, @Context UriInfo uri) {
        Query query = Query.of(uri);
        RevisionFilter filter = query.choice("query", RevisionFilter.ALL, RevisionFilter::text);
        if (!query.errors().isEmpty()) {
            return ErrorBody.response(Refusal.of(query.errors()));
        }
        UUID id = Ids.parse(apiId).orElse(null);
        return id == null || apis.find(id).isEmpty()
                ? ApiAnswers.unknownApi(apiId)
                : Response.ok(listOf(id, filter)).build();
    }

    private RevisionListBody listOf(UUID apiId, RevisionFilter filter) {
        List<DeploymentBody> live = live(apiId);
        List<RevisionBody> list = repository.ofApi(apiId).stream()
                .map(revision -> RevisionBody.of(revision, live))
                .filter(revision -> filter.shows(!revision.deploymentInfo().isEmpty()))
                .toList();
        return new RevisionListBody(list.size(), list);
    }

    private List<DeploymentBody> live(UUID apiId) {
        return deployments.ofApi(apiId).stream()
                .map(deployment -> DeploymentBody.of(deployment, propagation))
                .toList();
    }

    @GET
    @Path("/apis/{apiId}/revisions/{revisionId}")
    @RequiresScope({Scope.API_VIEW, Scope.API_CREATE, Scope.API_MANAGE, Scope.API_PUBLISH})
    public Response get(@PathParam("apiId") String apiId, @PathParam("revisionId") String revisionId) {
        UUID id = Ids.parse(apiId).orElse(null);
        if (id == null || apis.find(id).isEmpty()) {
            return ApiAnswers.unknownApi(apiId);
        }
        return Ids.parse(revisionId)
                .flatMap(revision -> repository.find(id, revision))
                .map(revision ->
                        Response.ok(RevisionBody.of(revision, live(id))).build())
                .orElseGet(() -> unknownRevision(revisionId));
    }

    /** Answers with what is left. */
    @DELETE
    @Path("/apis/{apiId}/revisions/{revisionId}")
    @RequiresScope({Scope.API_CREATE, Scope.API_MANAGE, Scope.API_PUBLISH, Scope.API_IMPORT_EXPORT})
    public Response delete(@PathParam("apiId") String apiId, @PathParam("revisionId") String revisionId) {
        UUID api = Ids.parse(apiId).orElse(null);
        UUID revision = Ids.parse(revisionId).orElse(null);
        if (api == null) {
            return ApiAnswers.unknownApi(apiId);
        }
        return revision == null
                ? unknownRevision(revisionId)
                : answers.to(deployments.deleteRevision(api, revision), 200, gone -> listOf(api, RevisionFilter.ALL));
    }

    @POST
    @Path("/apis/{apiId}/restore-revision")
    @RequiresScope({Scope.API_CREATE, Scope.API_MANAGE, Scope.API_PUBLISH})
    public Response restore(@PathParam("apiId") String apiId, @Context UriInfo uri) {
        Query query = Query.of(uri);
        String revisionId = query.required("revisionId", MAX_ID);
        if (!query.errors().isEmpty()) {
            return ErrorBody.response(Refusal.of(query.errors()));
        }
        UUID api = Ids.parse(apiId).orElse(null);
        UUID revision = Ids.parse(revisionId).orElse(null);
        if (api == null) {
            return ApiAnswers.unknownApi(apiId);
        }
        return revision == null ? unknownRevision(revisionId) : apiAnswers.to(revisions.restore(api, revision), 201);
    }

    private Response unknownRevision(String revisionId) {
        return answers.empty(Revisions.refusedAsUnknown(revisionId));
    }
}
