package dev.sluice.publisher.usage.quota;

import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.rest.Ids;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** {@code GET /applications/{applicationId}/quota} of the developer portal: what the owner's application has left. */
@Path("/api/am/devportal/v3")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class QuotaLeftResource {
    private final Quotas quotas;
    private final QuotasLeft left;

    QuotaLeftResource(Quotas quotas, QuotasLeft left) {
        this.quotas = quotas;
        this.left = left;
    }

    @GET
    @Path("/applications/{applicationId}/quota")
    @RequiresScope({Scope.SUBSCRIBE, Scope.APP_MANAGE})
    public Response ofApplication(@PathParam("applicationId") String applicationId, @Context SecurityContext user) {
        Optional<QuotaTable> recent = quotas.recent();
        if (recent.isEmpty()) {
            return ErrorBody.response(
                    PublisherProblem.KAFKA_AWAY, "Kafka, where the gateways report it, cannot be read now; try again.");
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return Ids.parse(applicationId)
                .flatMap(id -> left.of(id, user.getUserPrincipal().getName(), recent.get(), now)
                        .map(list ->
                                Response.ok(QuotaLeftBody.of(id, now, list)).build()))
                .orElseGet(() -> ErrorBody.response(
                        PublisherProblem.APPLICATION_NOT_FOUND, "Application " + applicationId + " not found"));
    }
}
