package dev.sluice.publisher.api.removal;

import dev.sluice.publisher.api.body.ApiAnswers;
import dev.sluice.publisher.delivery.propagation.OutcomeAnswers;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.rest.Ids;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** {@code DELETE /apis/{apiId}}. */
@Path("/api/am/publisher/v4")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class RemovalResource {
    private final Removal removal;
    private final OutcomeAnswers answers;

    RemovalResource(Removal removal, OutcomeAnswers answers) {
        this.removal = removal;
        this.answers = answers;
    }

    @DELETE
    @Path("/apis/{apiId}")
    @RequiresScope({Scope.API_DELETE, Scope.API_MANAGE, Scope.API_IMPORT_EXPORT})
    public Response delete(
            @PathParam("apiId") String apiId, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return Ids.parse(apiId)
                .map(id -> answers.empty(removal.remove(id, ifMatch)))
                .orElseGet(() -> ApiAnswers.unknownApi(apiId));
    }
}
