package dev.sluice.publisher.oauth;

import dev.sluice.publisher.identity.session.IssuedTokens;
import dev.sluice.publisher.web.problem.OAuthError;
import java.time.Duration;

/** How a request for tokens has ended. */
sealed interface GrantResult {
    /** A token of an application, for the gateways. */
    record OfApplication(IssuedToken token) implements GrantResult {}

    /** Tokens of a session, for the REST APIs. */
    record OfSession(IssuedTokens tokens) implements GrantResult {}

    record Refused(OAuthError error, String description) implements GrantResult {}

    /** The sign-in was not looked at, and will not be for so long. */
    record TooManyFailures(Duration delay) implements GrantResult {}
}
