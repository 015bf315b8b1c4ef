package dev.sluice.publisher.identity.signin;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an {@code Authorization} header holds. */
sealed interface AuthorizationHeader {
    /** RFC 7617. */
    record Basic(BasicCredentials user) implements AuthorizationHeader {}

    /** RFC 6750 2.1; a class, not a record: its text is a secret. */
    final class Bearer implements AuthorizationHeader {
        private final String token;

        private Bearer(String token) {
            this.token = token;
        }

        String token() {
            return token;
        }

        @Override
        public String toString() {
            return "Bearer[***]";
        }
    }

    /** No header. */
    record None() implements AuthorizationHeader {}

    /** Something else. */
    record Unreadable() implements AuthorizationHeader {}

    private static Optional<AuthorizationHeader> bearer(String header) {
        String scheme = "bearer ";
        return header.regionMatches(true, 0, scheme, 0, scheme.length())
                ? Optional.of(new Bearer(header.substring(scheme.length()).strip()))
                : Optional.empty();
    }

    static AuthorizationHeader of(@Nullable String header) {
        if (header == null) {
            return new None();
        }
        return BasicCredentials.parse(header)
                .<AuthorizationHeader>map(Basic::new)
                .or(() -> bearer(header))
                .orElseGet(Unreadable::new);
    }
}
