package dev.sluice.publisher.oauth.authorize;

import dev.sluice.publisher.secret.OpaqueSecret;
import dev.sluice.publisher.web.problem.OAuthError;
import java.time.Duration;

/** How the redemption of a code has ended. */
public sealed interface CodeGrantResult {
    /** A class, not a record: its texts are secrets. */
    final class Granted implements CodeGrantResult {
        private final String idToken;
        private final OpaqueSecret accessToken = OpaqueSecret.random();

        Granted(String idToken) {
            this.idToken = idToken;
        }

        public String idToken() {
            return idToken;
        }

        /** Opens nothing: OpenID Connect wants one, and the portal needs none. */
        public OpaqueSecret accessToken() {
            return accessToken;
        }

        /** Of the ID token. */
        public Duration lifetime() {
            return IdTokens.LIFETIME;
        }

        @Override
        public String toString() {
            return "Granted[***]";
        }
    }

    record Refused(OAuthError error, String description) implements CodeGrantResult {}
}
