package dev.sluice.publisher.plan;

import dev.sluice.publisher.web.access.Role;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Who may choose a plan.
 *
 * @param roles by name, in lower case; {@value #EVERYONE} is a role of all users
 */
record PlanPermission(Type type, List<String> roles) {
    private static final String EVERYONE = "everyone";
    private static final String INTERNAL = "Internal/";

    PlanPermission {
        roles = List.copyOf(roles);
    }

    /** Whether users with one of the roles may, or users with none of them. */
    enum Type {
        ALLOW,
        DENY
    }

    /** The name of the role that is meant; empty when it is none. */
    static Optional<String> roleNamed(String text) {
        String name = text.startsWith(INTERNAL) ? text.substring(INTERNAL.length()) : text;
        return name.equalsIgnoreCase(EVERYONE)
                ? Optional.of(EVERYONE)
                : Role.of(name).map(Role::text);
    }

    /** @param userRoles names of the roles of a user; an admin may choose any plan */
    boolean permits(Collection<String> userRoles) {
        return userRoles.contains(Role.ADMIN.text())
                || switch (type) {
                    case ALLOW -> roles.contains(EVERYONE) || !Collections.disjoint(roles, userRoles);
                    case DENY -> !roles.contains(EVERYONE) && Collections.disjoint(roles, userRoles);
                };
    }
}
