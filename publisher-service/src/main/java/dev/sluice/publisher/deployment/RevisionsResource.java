package dev.sluice.publisher.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.publisher.api.Apis;
import dev.sluice.publisher.problem.ErrorBody;
import dev.sluice.publisher.problem.Fields;
import dev.sluice.publisher.problem.PublisherProblem;
import dev.sluice.publisher.propagation.Answers;
import dev.sluice.publisher.propagation.Propagation;
import dev.sluice.publisher.rest.Ids;
import dev.sluice.publisher.revision.RevisionRepository;
import dev.sluice.publisher.revision.Revisions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Revisions of an API, and where they are live. */
@Path("/api/am/publisher/v4")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class RevisionsResource {
    private final Apis apis;
    private final Revisions revisions;
    private final RevisionRepository repository;
    private final Deployments deployments;
    private final Propagation propagation;
    private final Answers answers;

    RevisionsResource(
            Apis apis,
            Revisions revisions,
            RevisionRepository repository,
            Deployments deployments,
            Propagation propagation,
            Answers answers) {
        this.apis = apis;
        this.revisions = revisions;
        this.repository = repository;
        this.deployments = deployments;
        this.propagation = propagation;
        this.answers = answers;
    }

    @POST
    @Path("/apis/{apiId}/revisions")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    public Response create(@PathParam("apiId") String apiId, @Nullable JsonNode body) {
        // The whole body is optional: it only holds a description.
        JsonNode given = body == null ? JsonNodeFactory.instance.objectNode() : body;
        return Ids.parse(apiId)
                .map(id -> answers.to(
                        revisions.create(id, Fields.of(given)), 201, made -> RevisionBody.of(made, List.of())))
                .orElseGet(() -> unknownApi(apiId));
    }

    @GET
    @Path("/apis/{apiId}/revisions")
    public Response list(@PathParam("apiId") String apiId) {
        UUID id = Ids.parse(apiId).orElse(null);
        if (id == null || apis.find(id).isEmpty()) {
            return unknownApi(apiId);
        }
        List<DeploymentBody> live = bodies(deployments.ofApi(id));
        List<RevisionBody> list = repository.ofApi(id).stream()
                .map(revision -> RevisionBody.of(revision, live))
                .toList();
        return Response.ok(Map.of("count", list.size(), "list", list)).build();
    }

    @GET
    @Path("/apis/{apiId}/revisions/{revisionId}")
    public Response get(@PathParam("apiId") String apiId, @PathParam("revisionId") String revisionId) {
        UUID id = Ids.parse(apiId).orElse(null);
        if (id == null || apis.find(id).isEmpty()) {
            return unknownApi(apiId);
        }
        return Ids.parse(revisionId)
                .flatMap(revision -> repository.find(id, revision))
                .map(revision -> Response.ok(RevisionBody.of(revision, bodies(deployments.ofApi(id))))
                        .build())
                .orElseGet(() -> unknownRevision(revisionId));
    }

    @DELETE
    @Path("/apis/{apiId}/revisions/{revisionId}")
    public Response delete(@PathParam("apiId") String apiId, @PathParam("revisionId") String revisionId) {
        UUID api = Ids.parse(apiId).orElse(null);
        UUID revision = Ids.parse(revisionId).orElse(null);
        if (api == null) {
            return unknownApi(apiId);
        }
        return revision == null
                ? unknownRevision(revisionId)
                : answers.empty(deployments.deleteRevision(api, revision));
    }

    @POST
    @Path("/apis/{apiId}/deploy-revision")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response deploy(
            @PathParam("apiId") String apiId,
            @QueryParam("revisionId") @DefaultValue("") String revisionId,
            @Nullable JsonNode body) {
        UUID api = Ids.parse(apiId).orElse(null);
        UUID revision = Ids.parse(revisionId).orElse(null);
        if (api == null) {
            return unknownApi(apiId);
        }
        return revision == null
                ? unknownRevision(revisionId)
                : answers.to(deployments.deploy(api, revision, body), 201, this::bodies);
    }

    @POST
    @Path("/apis/{apiId}/undeploy-revision")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response undeploy(
            @PathParam("apiId") String apiId,
            @QueryParam("revisionId") @DefaultValue("") String revisionId,
            @Nullable JsonNode body) {
        UUID api = Ids.parse(apiId).orElse(null);
        UUID revision = Ids.parse(revisionId).orElse(null);
        if (api == null) {
            return unknownApi(apiId);
        }
        return revision == null
                ? unknownRevision(revisionId)
                : answers.to(deployments.undeploy(api, revision, body), 201, gone -> List.of());
    }

    @GET
    @Path("/apis/{apiId}/deployments")
    public Response deployments(@PathParam("apiId") String apiId) {
        UUID id = Ids.parse(apiId).orElse(null);
        if (id == null || apis.find(id).isEmpty()) {
            return unknownApi(apiId);
        }
        return Response.ok(Map.of("list", bodies(deployments.ofApi(id)))).build();
    }

    private List<DeploymentBody> bodies(List<DeploymentEntity> entities) {
        return entities.stream()
                .map(deployment -> DeploymentBody.of(deployment, propagation))
                .toList();
    }

    private static Response unknownApi(String apiId) {
        return ErrorBody.response(PublisherProblem.API_NOT_FOUND, "Requested API with id '" + apiId + "' not found");
    }

    private static Response unknownRevision(String revisionId) {
        return ErrorBody.response(
                PublisherProblem.REVISION_NOT_FOUND, "Requested API Revision with id " + revisionId + " not found");
    }
}
