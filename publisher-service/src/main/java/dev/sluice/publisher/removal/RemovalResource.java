package dev.sluice.publisher.removal;

import dev.sluice.publisher.problem.ErrorBody;
import dev.sluice.publisher.problem.PublisherProblem;
import dev.sluice.publisher.propagation.Answers;
import dev.sluice.publisher.rest.Ids;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code DELETE /apis/{apiId}}. */
@Path("/api/am/publisher/v4")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class RemovalResource {
    private final Removal removal;
    private final Answers answers;

    RemovalResource(Removal removal, Answers answers) {
        this.removal = removal;
        this.answers = answers;
    }

    @DELETE
    @Path("/apis/{apiId}")
    public Response delete(@PathParam("apiId") String apiId) {
        return Ids.parse(apiId)
                .map(id -> answers.empty(removal.remove(id)))
                .orElseGet(() -> ErrorBody.response(
                        PublisherProblem.API_NOT_FOUND, "Requested API with id '" + apiId + "' not found"));
    }
}
