package dev.sluice.publisher.identity.signin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.publisher.identity.portal.PortalCookie;
import dev.sluice.publisher.identity.user.PasswordHasher;
import dev.sluice.publisher.identity.user.PasswordRule;
import dev.sluice.publisher.identity.user.UserAdministration;
import dev.sluice.publisher.secret.OpaqueSecret;
import dev.sluice.publisher.web.access.AnyUser;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.FieldError;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.IgnoredFields;
import dev.sluice.publisher.web.problem.Refusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /me/change-password} of the developer portal: a user's own password. Ends all of the user's sessions but the one that asks. */
@Path("/api/am/devportal/v3/me/change-password")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class PasswordsResource {
    private static final int MAX_SENT = 1_024;

    private final SignIn signIn;
    private final UserAdministration users;
    private final PasswordHasher hasher;

    PasswordsResource(SignIn signIn, UserAdministration users, PasswordHasher hasher) {
        this.signIn = signIn;
        this.users = users;
        this.hasher = hasher;
    }

    @POST
    @AnyUser
    public Response change(@Nullable JsonNode body, @Context SecurityContext user, @Context HttpServerRequest request) {
        String name = user.getUserPrincipal().getName();
        Fields fields = Fields.of(body);
        String current = fields.required("currentPassword", MAX_SENT);
        String next = fields.required("newPassword", MAX_SENT);
        if (fields.errors().isEmpty()) {
            PasswordRule.fault(next, name).ifPresent(fault -> fields.wrong("newPassword", fault));
            if (next.equals(current)) {
                fields.wrong("newPassword", "must be another one");
            }
        }
        if (!fields.errors().isEmpty()) {
            return ErrorBody.response(Refusal.of(fields.errors()));
        }
        String address = request.remoteAddress().hostAddress();
        return switch (signIn.attempt(new BasicCredentials(name, current), address)) {
            case SignInResult.Good _ -> {
                users.setPassword(name, hasher.hash(next), ownSession(user, request));
                yield IgnoredFields.name(fields.ignored(), Response.ok()).build();
            }
            case SignInResult.Wrong _ ->
                ErrorBody.response(
                        Refusal.of(List.of(new FieldError("currentPassword", "is not the user's password"))));
            case SignInResult.TooMany tooMany -> ErrorBody.tooManyFailures(tooMany.delay());
        };
    }

    private static @Nullable String ownSession(SecurityContext user, HttpServerRequest request) {
        return user.getAuthenticationScheme().equals(RequestUser.SESSION)
                ? PortalCookie.of(request).map(OpaqueSecret::hash).orElse(null)
                : null;
    }
}
