package dev.sluice.publisher.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.publisher.problem.ErrorBody;
import dev.sluice.publisher.problem.PublisherProblem;
import dev.sluice.publisher.propagation.Answers;
import dev.sluice.publisher.propagation.Outcome;
import dev.sluice.publisher.rest.Ids;
import dev.sluice.publisher.rest.Page;
import dev.sluice.publisher.rest.PageRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** {@code /apis}: create, list, read. */
@Path("/api/am/publisher/v4")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ApisResource {
    private final Apis apis;
    private final Answers answers;

    ApisResource(Apis apis, Answers answers) {
        this.apis = apis;
        this.answers = answers;
    }

    @POST
    @Path("/apis")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(@Nullable JsonNode body, @Context SecurityContext user) {
        Outcome<ApiEntity> created = apis.create(body, user.getUserPrincipal().getName());
        Response answer = answers.to(created, 201, ApiBody::of);
        return created instanceof Outcome.Done<ApiEntity> done
                ? Response.fromResponse(answer)
                        .header(
                                "Location",
                                "/api/am/publisher/v4/apis/" + done.value().id())
                        .build()
                : answer;
    }

    @GET
    @Path("/apis")
    public Page<ApiInfo> list(
            @QueryParam("query") @DefaultValue("") String query,
            @QueryParam("offset") @DefaultValue("0") int offset,
            @QueryParam("limit") @DefaultValue("25") int limit) {
        return apis.list(query, new PageRequest(offset, limit));
    }

    @GET
    @Path("/apis/{apiId}")
    public Response get(@PathParam("apiId") String apiId) {
        return Ids.parse(apiId)
                .flatMap(apis::find)
                .map(api -> Response.ok(ApiBody.of(api)).build())
                .orElseGet(() -> ErrorBody.response(
                        PublisherProblem.API_NOT_FOUND, "Requested API with id '" + apiId + "' not found"));
    }
}
