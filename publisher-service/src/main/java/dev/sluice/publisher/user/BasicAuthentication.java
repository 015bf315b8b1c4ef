package dev.sluice.publisher.user;

import dev.sluice.publisher.problem.ErrorBody;
import dev.sluice.publisher.problem.PublisherProblem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** HTTP Basic on every route of the REST APIs; the token service has its own ways. */
class BasicAuthentication {
    private static final String PROTECTED = "/api/am/";

    private final Users users;

    BasicAuthentication(Users users) {
        this.users = users;
    }

    /** Runs where the resource runs, never on an event loop: a password costs a slow hash. */
    @ServerRequestFilter
    public Optional<Response> authenticate(ContainerRequestContext request) {
        if (!request.getUriInfo().getPath().startsWith(PROTECTED)) {
            return Optional.empty();
        }
        Optional<BasicCredentials> credentials =
                BasicCredentials.parse(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        if (credentials.isEmpty() || !users.knows(credentials.get())) {
            return Optional.of(unauthenticated());
        }
        boolean secure = request.getSecurityContext() != null
                && request.getSecurityContext().isSecure();
        request.setSecurityContext(new SignedIn(credentials.get().name(), secure));
        return Optional.empty();
    }

    private static Response unauthenticated() {
        Response body = ErrorBody.response(
                PublisherProblem.UNAUTHENTICATED, "Sign in with HTTP Basic: a user and its password.");
        return Response.fromResponse(body)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"sluice\", charset=\"UTF-8\"")
                .build();
    }

    /** No roles yet: who is in may do everything. */
    private record SignedIn(String name, boolean isSecure) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return () -> name;
        }

        @Override
        public boolean isUserInRole(@Nullable String role) {
            return false;
        }

        @Override
        public String getAuthenticationScheme() {
            return BASIC_AUTH;
        }
    }
}
