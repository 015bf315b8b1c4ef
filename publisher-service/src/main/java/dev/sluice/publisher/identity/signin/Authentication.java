package dev.sluice.publisher.identity.signin;

import dev.sluice.publisher.audit.RequestActor;
import dev.sluice.publisher.identity.portal.InitialPassword;
import dev.sluice.publisher.identity.portal.PortalCookie;
import dev.sluice.publisher.identity.portal.PortalSessions;
import dev.sluice.publisher.identity.session.Sessions;
import dev.sluice.publisher.secret.OpaqueSecret;
import dev.sluice.publisher.web.access.AccessRule;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Signs the sender of every request in, by Basic, by a token of a session or by the cookie of a portal's, and lets it pass if
 * the route's rule does. A route without a rule lets no request pass.
 */
class Authentication {
    private static final String FETCH_MODE = "Sec-Fetch-Mode";
    private static final String NAVIGATION = "navigate";
    private static final String BACKGROUND = "Sluice-Background";

    private final SignIn signIn;
    private final Sessions sessions;
    private final PortalSessions portalSessions;
    private final RequestActor actor;
    /** One for each route. */
    private final ConcurrentHashMap<Method, Optional<AccessRule>> rules = new ConcurrentHashMap<>();

    Authentication(SignIn signIn, Sessions sessions, PortalSessions portalSessions, RequestActor actor) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.portalSessions = portalSessions;
        this.actor = actor;
    }

    /** Runs where the resource runs, never on an event loop: it asks the database, and a password costs a slow hash. */
    @ServerRequestFilter
    public Optional<Response> authenticate(
            ContainerRequestContext context, ResourceInfo route, HttpServerRequest request) {
        AccessRule rule = rules.computeIfAbsent(route.getResourceMethod(), AccessRule::of)
                .orElseThrow(() -> new IllegalStateException("a route without a rule: " + route.getResourceMethod()));
        if (rule instanceof AccessRule.Own) {
            return Optional.empty();
        }
        Optional<Response> refusal = judge(context, rule, request).or(() -> passwordChange(context, route, request));
        return isOfPage(request) ? refusal.map(SignInErrorBody::withoutDialog) : refusal;
    }

    /** Of a script in a page, whose browser would ask for name and password by itself: it is not to. */
    private static boolean isOfPage(HttpServerRequest request) {
        String mode = request.getHeader(FETCH_MODE);
        return mode != null && !mode.equals(NAVIGATION);
    }

    /** Refuses a session that may only change its user's password. */
    private static Optional<Response> passwordChange(
            ContainerRequestContext context, ResourceInfo route, HttpServerRequest request) {
        boolean isRefused = context.getSecurityContext() instanceof RequestUser user
                && user.scheme().equals(RequestUser.SESSION)
                && InitialPassword.mustBeChanged(user.account(), request)
                && route.getResourceClass() != PasswordsResource.class;
        return isRefused ? Optional.of(SignInErrorBody.passwordToBeChanged()) : Optional.empty();
    }

    private Optional<Response> judge(ContainerRequestContext context, AccessRule rule, HttpServerRequest request) {
        return switch (AuthorizationHeader.of(context.getHeaderString(HttpHeaders.AUTHORIZATION))) {
            case AuthorizationHeader.None _ -> byCookie(context, rule, request);
            case AuthorizationHeader.Unreadable _ -> Optional.of(SignInErrorBody.unreadable());
            case AuthorizationHeader.Basic basic ->
                switch (signIn.attempt(basic.user(), request.remoteAddress().hostAddress())) {
                    case SignInResult.Good(var account) ->
                        admit(
                                context,
                                rule,
                                new RequestUser(
                                        account, account.scopes(), SecurityContext.BASIC_AUTH, isSecure(context)));
                    case SignInResult.Wrong _ -> Optional.of(SignInErrorBody.wrongPassword());
                    case SignInResult.TooMany(var wait) -> Optional.of(ErrorBody.tooManyFailures(wait));
                };
            case AuthorizationHeader.Bearer bearer ->
                sessions.check(bearer.token())
                        .map(found -> admit(
                                context,
                                rule,
                                new RequestUser(
                                        found.account(), found.scopes(), RequestUser.BEARER, isSecure(context))))
                        .orElseGet(() -> Optional.of(SignInErrorBody.wrongToken()));
        };
    }

    /** What a page asks for by itself, again and again, is no use of the session: its user may have left. */
    private static boolean isOfUser(HttpServerRequest request) {
        return !"true".equals(request.getHeader(BACKGROUND));
    }

    /** A browser sends the cookie of a session that is over, too: where visitors may come, it is one. */
    private Optional<Response> byCookie(ContainerRequestContext context, AccessRule rule, HttpServerRequest request) {
        Optional<OpaqueSecret> cookie = PortalCookie.of(request);
        return cookie.flatMap(token -> isOfUser(request) ? portalSessions.use(token) : portalSessions.look(token))
                .map(session -> new RequestUser(
                        session.account(), session.account().scopes(), RequestUser.SESSION, isSecure(context)))
                .map(user -> admit(context, rule, user))
                .orElseGet(() -> {
                    if (rule instanceof AccessRule.Open) {
                        return Optional.empty();
                    }
                    return Optional.of(cookie.isPresent() ? SignInErrorBody.sessionOver() : SignInErrorBody.missing());
                });
    }

    private Optional<Response> admit(ContainerRequestContext context, AccessRule rule, RequestUser user) {
        context.setSecurityContext(user);
        actor.signedInAs(user.account().name());
        return switch (rule) {
            case AccessRule.Own _, AccessRule.SignedIn _, AccessRule.Open _ -> Optional.empty();
            case AccessRule.ByPassword _ ->
                user.scheme().equals(SecurityContext.BASIC_AUTH)
                        ? Optional.empty()
                        : Optional.of(SignInErrorBody.passwordOnly(user.scheme()));
            case AccessRule.OneOf(Set<Scope> scopes) ->
                scopes.stream().anyMatch(user.scopes()::contains)
                        ? Optional.empty()
                        : Optional.of(SignInErrorBody.outOfScope(scopes, user.scheme(), context.getMethod()));
        };
    }

    private static boolean isSecure(ContainerRequestContext context) {
        SecurityContext before = context.getSecurityContext();
        return before != null && before.isSecure();
    }
}
