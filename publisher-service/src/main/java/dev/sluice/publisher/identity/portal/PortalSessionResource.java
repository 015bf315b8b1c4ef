package dev.sluice.publisher.identity.portal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.publisher.web.access.OwnSignIn;
import dev.sluice.publisher.web.browser.Origins;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.PublisherProblem;
import io.netty.handler.codec.http.QueryStringEncoder;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /portal/session} and {@code /portal/sign-out}: what the pages know of their session. By its cookie alone. */
@Path("/portal")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class PortalSessionResource {
    private final PortalSessions sessions;
    private final Origins origins;

    PortalSessionResource(PortalSessions sessions, Origins origins) {
        this.sessions = sessions;
        this.origins = origins;
    }

    /**
     * Where a browser that has signed out goes.
     *
     * @param redirect {@code null} = it stays
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record SignOutBody(@Nullable String redirect) {}

    /** A look is no use: it does not keep the session alive. */
    @GET
    @Path("/session")
    @OwnSignIn
    public Response session(@Context HttpServerRequest request) {
        return PortalCookie.of(request)
                .flatMap(sessions::look)
                .map(session -> Response.ok(PortalSessionBody.of(
                                session,
                                sessions.idleTimeout(),
                                InitialPassword.mustBeChanged(session.account(), request)))
                        .build())
                .orElseGet(() -> ErrorBody.response(
                        PublisherProblem.UNAUTHENTICATED,
                        "There is no session, or it is over: sign in at /portal/sign-in."));
    }

    @POST
    @Path("/sign-out")
    @OwnSignIn
    public SignOutBody signOut(@Context HttpServerRequest request) {
        Optional<ProviderSession> provider = PortalCookie.of(request).flatMap(sessions::end);
        PortalCookie.remove(request.response());
        return new SignOutBody(provider.map(session -> endUri(session, request)).orElse(null));
    }

    /** OpenID Connect RP-Initiated Logout 1.0, 2. */
    private String endUri(ProviderSession session, HttpServerRequest request) {
        QueryStringEncoder uri = new QueryStringEncoder(session.endUri());
        uri.addParam("id_token_hint", session.idToken());
        origins.of(request).ifPresent(origin -> uri.addParam("post_logout_redirect_uri", origin + "/publisher"));
        return uri.toString();
    }
}
