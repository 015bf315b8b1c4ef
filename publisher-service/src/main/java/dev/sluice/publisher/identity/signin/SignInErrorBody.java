package dev.sluice.publisher.identity.signin;

import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.PublisherProblem;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Why a request is not let in. Who has signed in but may not do it gets 401 for a change and 403 for a read, both with 900910:
 * so scripts know it from WSO2. For pages 401 is the end of their session, so they get 403 for both.
 */
final class SignInErrorBody {
    private static final String BASIC = "Basic realm=\"sluice\", charset=\"UTF-8\"";
    private static final String BEARER = "Bearer realm=\"sluice\"";

    private SignInErrorBody() {}

    static Response missing() {
        return challenge(
                PublisherProblem.UNAUTHENTICATED,
                "Sign in with HTTP Basic (a user and its password), or send an access token of /oauth2/token as Bearer.",
                BEARER);
    }

    static Response unreadable() {
        return challenge(
                PublisherProblem.INVALID_CREDENTIALS,
                "The Authorization header is neither Basic with a user and a password nor Bearer with a token.",
                BEARER);
    }

    static Response wrongPassword() {
        return challenge(PublisherProblem.INVALID_CREDENTIALS, "The user name or the password is wrong.", BEARER);
    }

    static Response wrongToken() {
        return challenge(
                PublisherProblem.INVALID_CREDENTIALS,
                "The access token is none of the REST APIs, has expired or was revoked.",
                BEARER + ", error=\"invalid_token\"");
    }

    static Response sessionOver() {
        return challenge(
                PublisherProblem.UNAUTHENTICATED, "The session is over: sign in again at /portal/sign-in.", BEARER);
    }

    static Response passwordToBeChanged() {
        return ErrorBody.response(
                PublisherProblem.PASSWORD_TO_BE_CHANGED,
                "This is the password that the installation was set up with: change it before anything else, by POST"
                        + " /api/am/devportal/v3/me/change-password.");
    }

    static Response passwordOnly(String scheme) {
        return challenge(
                scheme.equals(RequestUser.SESSION)
                        ? PublisherProblem.READ_OUT_OF_SCOPE
                        : PublisherProblem.INVALID_CREDENTIALS,
                "Sign in with HTTP Basic here: a token or a session is not enough.",
                BEARER);
    }

    static Response outOfScope(Set<Scope> oneOf, String scheme, String method) {
        String scopes = oneOf.stream().map(Scope::text).sorted().collect(Collectors.joining(" "));
        boolean reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
        return challenge(
                reads || scheme.equals(RequestUser.SESSION)
                        ? PublisherProblem.READ_OUT_OF_SCOPE
                        : PublisherProblem.CHANGE_OUT_OF_SCOPE,
                "Needs one of these scopes: " + scopes + ". A user has those that its roles allow, a token those it was"
                        + " asked for.",
                BEARER + ", error=\"insufficient_scope\", scope=\"" + scopes + '"');
    }

    /** The same without what makes a browser ask for name and password. */
    static Response withoutDialog(Response refusal) {
        return refusal.getHeaders().containsKey(HttpHeaders.WWW_AUTHENTICATE)
                ? Response.fromResponse(refusal)
                        .header(HttpHeaders.WWW_AUTHENTICATE, null)
                        .header(HttpHeaders.WWW_AUTHENTICATE, BEARER)
                        .build()
                : refusal;
    }

    private static Response challenge(PublisherProblem problem, String description, String bearer) {
        return Response.fromResponse(ErrorBody.response(problem, description))
                .header(HttpHeaders.WWW_AUTHENTICATE, bearer)
                .header(HttpHeaders.WWW_AUTHENTICATE, BASIC)
                .build();
    }
}
