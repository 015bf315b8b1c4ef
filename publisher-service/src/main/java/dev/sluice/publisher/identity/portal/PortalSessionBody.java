package dev.sluice.publisher.identity.portal;

import dev.sluice.publisher.web.access.Role;
import dev.sluice.publisher.web.access.Scope;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Who has signed in.
 *
 * @param expiresAt RFC 3339: when the session is over unless it is used before
 */
record PortalSessionBody(
        String user,
        List<String> roles,
        List<String> scopes,
        long idleTimeoutSeconds,
        String expiresAt,
        boolean mustChangePassword) {
    static PortalSessionBody of(PortalSession session, Duration idleTimeout, boolean mustChangePassword) {
        return new PortalSessionBody(
                session.account().name(),
                session.account().roles().stream().sorted().map(Role::text).toList(),
                session.account().scopes().stream().sorted().map(Scope::text).toList(),
                idleTimeout.toSeconds(),
                session.endsAt().truncatedTo(ChronoUnit.MILLIS).toString(),
                mustChangePassword);
    }
}
