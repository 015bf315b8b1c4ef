package dev.sluice.publisher.plan;

import dev.sluice.publisher.web.access.Role;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The names of the roles of a request's user; none of a visitor's. */
final class UserRolesReader {
    private UserRolesReader() {}

    static Set<String> read(SecurityContext user) {
        return Arrays.stream(Role.values())
                .map(Role::text)
                .filter(user::isUserInRole)
                .collect(Collectors.toUnmodifiableSet());
    }
}
