package dev.sluice.gateway.access;

import dev.sluice.model.access.ApiKeyText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The credentials that a request carries; never printed. */
public sealed interface RequestCredentials {
    RequestCredentials NONE = new None();
    /** The header of test keys. */
    String TEST_KEY = "Internal-Key";

    /** Reads those of a request that has no API key. */
    static RequestCredentials of(List<String> authorization, List<String> testKeys, @Nullable Ticket ticket) {
        return of(authorization, testKeys, List.of(), ticket);
    }

    /**
     * Reads them: a test key decides alone, then the token, then the API key, then the ticket. Of a header more than one value
     * is never good, since two readers could pick different ones. A scheme other than Bearer counts as none.
     *
     * @param authorization all values of the API's authorization header
     * @param testKeys all values of {@code Internal-Key}
     * @param apiKeys all values of the API's header of keys, or the one of the query
     */
    static RequestCredentials of(
            List<String> authorization, List<String> testKeys, List<String> apiKeys, @Nullable Ticket ticket) {
        if (authorization.size() > 1 || testKeys.size() > 1 || apiKeys.size() > 1) {
            return new Contradictory();
        }
        if (!testKeys.isEmpty()) {
            return new TestKey(testKeys.getFirst().strip());
        }
        Bearer bearer = authorization.isEmpty() ? null : Bearer.in(authorization.getFirst());
        if (bearer != null) {
            return bearer;
        }
        if (!apiKeys.isEmpty() && !apiKeys.getFirst().isBlank()) {
            return new ApiKey(apiKeys.getFirst().strip());
        }
        return ticket == null ? NONE : ticket;
    }

    /** Nothing. */
    record None() implements RequestCredentials {}

    /** Several at one place. */
    record Contradictory() implements RequestCredentials {}

    /** An access token. */
    final class Bearer implements RequestCredentials {
        private static final String SCHEME = "Bearer ";

        private final String text;

        Bearer(String text) {
            this.text = text;
        }

        private static @Nullable Bearer in(String header) {
            return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                    ? new Bearer(header.substring(SCHEME.length()).strip())
                    : null;
        }

        String text() {
            return text;
        }

        /** Returns whether it is an API key, in the wrong place: no token begins as one. */
        boolean isApiKey() {
            return text.startsWith(ApiKeyText.PREFIX);
        }

        @Override
        public String toString() {
            return "Bearer[redacted]";
        }
    }

    /** A test key, of header {@code Internal-Key}. */
    final class TestKey implements RequestCredentials {
        private final String text;

        TestKey(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        @Override
        public String toString() {
            return "TestKey[redacted]";
        }
    }

    /** An API key of an application. */
    final class ApiKey implements RequestCredentials {
        private final String text;

        ApiKey(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        @Override
        public String toString() {
            return "ApiKey[redacted]";
        }
    }

    /** A stream ticket, and how it is used. */
    final class Ticket implements RequestCredentials {
        private final String text;
        private final @Nullable String origin;
        private final @Nullable String host;
        private final boolean resumes;

        /**
         * Of a request.
         *
         * @param origin its {@code Origin}; browsers send none to the origin of the page itself
         * @param host its {@code Host}
         * @param resumes whether it comes with the id of an event
         */
        public Ticket(String text, @Nullable String origin, @Nullable String host, boolean resumes) {
            this.text = text;
            this.origin = origin;
            this.host = host;
            this.resumes = resumes;
        }

        String text() {
            return text;
        }

        boolean resumes() {
            return resumes;
        }

        /** @param issuedFor {@code null} = for no request that names an origin */
        boolean isUsedBy(@Nullable String issuedFor) {
            if (origin != null) {
                return origin.equalsIgnoreCase(issuedFor);
            }
            return issuedFor == null || isSameOrigin(issuedFor, host);
        }

        @Override
        public String toString() {
            return "Ticket[redacted]";
        }
    }

    /** Returns whether a page of this origin is a page of this host; schemes are not compared, since TLS may end before us. */
    static boolean isSameOrigin(String origin, @Nullable String host) {
        int authority = origin.indexOf("://");
        return host != null && authority > 0 && origin.substring(authority + 3).equalsIgnoreCase(host);
    }
}
