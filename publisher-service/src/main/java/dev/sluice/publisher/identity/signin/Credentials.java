package dev.sluice.publisher.identity.signin;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an {@code Authorization} header holds. */
sealed interface Credentials {
    /** RFC 7617. */
    record Basic(BasicCredentials user) implements Credentials {}

    /** RFC 6750 2.1; a class, not a record: its text is a secret. */
    final class Bearer implements Credentials {
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
    record None() implements Credentials {}

    /** Something else. */
    record Unreadable() implements Credentials {}

    private static Optional<Credentials> bearer(String header) {
        String scheme = "bearer ";
        return header.regionMatches(true, 0, scheme, 0, scheme.length())
                ? Optional.of(new Bearer(header.substring(scheme.length()).strip()))
                : Optional.empty();
    }

    static Credentials of(@Nullable String header) {
        if (header == null) {
            return new None();
        }
        return BasicCredentials.parse(header)
                .<Credentials>map(Basic::new)
                .or(() -> bearer(header))
                .orElseGet(Unreadable::new);
    }
}
