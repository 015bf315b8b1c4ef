package dev.sluice.publisher.identity.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.publisher.delivery.propagation.OutcomeAnswers;
import dev.sluice.publisher.web.access.PasswordOnly;
import dev.sluice.publisher.web.access.Role;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.PublisherProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** {@code /client-registration/v0.17/register}: where WSO2's scripts get a client from. */
@Path("/client-registration/v0.17/register")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class RegistrationResource {
    private final RegisteredClients clients;
    private final OutcomeAnswers answers;

    RegistrationResource(RegisteredClients clients, OutcomeAnswers answers) {
        this.clients = clients;
        this.answers = answers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @PasswordOnly
    public Response register(@Nullable JsonNode body, @Context SecurityContext user) {
        String caller = user.getUserPrincipal().getName();
        RegistrationRequest request = RegistrationRequest.of(Fields.of(body), caller);
        Response answer = answers.to(clients.register(request, caller, isAdmin(user)), 200, RegistrationBody::new);
        return Response.fromResponse(answer)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @DELETE
    @Path("/{clientId}")
    @PasswordOnly
    public Response delete(@PathParam("clientId") String clientId, @Context SecurityContext user) {
        return clients.delete(clientId, user.getUserPrincipal().getName(), isAdmin(user))
                ? Response.noContent().build()
                : ErrorBody.response(
                        PublisherProblem.CLIENT_NOT_FOUND, "There is no client " + clientId + " of yours.");
    }

    private static boolean isAdmin(SecurityContext user) {
        return user.isUserInRole(Role.ADMIN.text());
    }
}
