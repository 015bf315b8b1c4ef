package dev.sluice.publisher.api.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.publisher.api.body.ApiAnswers;
import dev.sluice.publisher.api.registry.Apis;
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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the revisions of an API are live. */
@Path("/api/am/publisher/v4")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class DeploymentsResource {
    private static final int MAX_ID = 64;
    private static final String REVISION_ID = "revisionId";
    private static final String REVISION_NUMBER = "revisionNumber";

    private final Apis apis;
    private final Deployments deployments;
    private final Propagation propagation;
    private final OutcomeAnswers answers;

    DeploymentsResource(Apis apis, Deployments deployments, Propagation propagation, OutcomeAnswers answers) {
        this.apis = apis;
        this.deployments = deployments;
        this.propagation = propagation;
        this.answers = answers;
    }

    record DeploymentListBody(List<DeploymentBody> list) {}

    @POST
    @Path("/apis/{apiId}/deploy-revision")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope({Scope.API_CREATE, Scope.API_MANAGE, Scope.API_PUBLISH})
    public Response deploy(@PathParam("apiId") String apiId, @Context UriInfo uri, @Nullable JsonNode body) {
        Query query = Query.of(uri);
        String revisionId = query.required(REVISION_ID, MAX_ID);
        if (!query.errors().isEmpty()) {
            return ErrorBody.response(Refusal.of(query.errors()));
        }
        UUID api = Ids.parse(apiId).orElse(null);
        UUID revision = Ids.parse(revisionId).orElse(null);
        if (api == null) {
            return ApiAnswers.unknownApi(apiId);
        }
        return revision == null
                ? answers.empty(Revisions.refusedAsUnknown(revisionId))
                : answers.to(deployments.deploy(api, revision, listed(body)), 201, this::bodies);
    }

    @POST
    @Path("/apis/{apiId}/undeploy-revision")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @RequiresScope({Scope.API_CREATE, Scope.API_MANAGE, Scope.API_PUBLISH, Scope.API_IMPORT_EXPORT})
    public Response undeploy(@PathParam("apiId") String apiId, @Context UriInfo uri, @Nullable JsonNode body) {
        Query query = Query.of(uri);
        boolean everywhere = query.flag("allEnvironments", false);
        String id = query.text(REVISION_ID, MAX_ID);
        String number = query.text(REVISION_NUMBER, MAX_ID);
        if (id.isBlank() && number.isBlank()) {
            query.wrong(REVISION_ID, "is required, or " + REVISION_NUMBER);
        }
        Optional<RevisionRef> revision = asked(id, number);
        if (!query.errors().isEmpty()) {
            return ErrorBody.response(Refusal.of(query.errors()));
        }
        UUID api = Ids.parse(apiId).orElse(null);
        if (api == null) {
            return ApiAnswers.unknownApi(apiId);
        }
        return revision.map(which ->
                        answers.to(deployments.undeploy(api, which, everywhere, listed(body)), 201, gone -> List.of()))
                .orElseGet(() -> answers.empty(Revisions.refusedAsUnknown(id.isEmpty() ? number : id)));
    }

    private static Optional<RevisionRef> asked(String id, String number) {
        if (id.isEmpty() && number.matches("[0-9]{1,9}")) {
            return Optional.of(new RevisionRef.ByNumber(Integer.parseInt(number)));
        }
        return Ids.parse(id).map(RevisionRef.ById::new);
    }

    @GET
    @Path("/apis/{apiId}/deployments")
    @RequiresScope({Scope.API_VIEW, Scope.API_CREATE, Scope.API_MANAGE, Scope.API_PUBLISH})
    public Response list(@PathParam("apiId") String apiId) {
        UUID id = Ids.parse(apiId).orElse(null);
        return id == null || apis.find(id).isEmpty()
                ? ApiAnswers.unknownApi(apiId)
                : Response.ok(new DeploymentListBody(deployments.ofApi(id).stream()
                                .map(deployment -> DeploymentBody.ofGateways(deployment, propagation))
                                .toList()))
                        .build();
    }

    @PUT
    @Path("/apis/{apiId}/deployments/{deploymentId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope({Scope.API_CREATE, Scope.API_MANAGE, Scope.API_PUBLISH})
    public Response change(
            @PathParam("apiId") String apiId, @PathParam("deploymentId") String deploymentId, @Nullable JsonNode body) {
        return Ids.parse(apiId)
                .map(id -> answers.to(
                        deployments.display(id, new DeploymentChange(deploymentId, Fields.of(body))), 200, this::body))
                .orElseGet(() -> ApiAnswers.unknownApi(apiId));
    }

    /** The body is a bare list; its fields are named as if it stood under {@code deployments}. */
    private static Fields listed(@Nullable JsonNode body) {
        return Fields.of(JsonNodeFactory.instance.objectNode().set(DeploymentRequest.LIST, body));
    }

    private DeploymentBody body(DeploymentEntity deployment) {
        return DeploymentBody.of(deployment, propagation);
    }

    private List<DeploymentBody> bodies(List<DeploymentEntity> entities) {
        return entities.stream().map(this::body).toList();
    }
}
