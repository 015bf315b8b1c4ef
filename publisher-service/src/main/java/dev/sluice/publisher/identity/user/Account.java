package dev.sluice.publisher.identity.user;

import dev.sluice.publisher.web.access.Role;
import dev.sluice.publisher.web.access.Scope;
import java.util.Set;

/**
 * A user who may sign in: the name as it was given at creation, and the roles of this moment.
 *
 * @param hasInitialPassword whether its password is still the one that the installation was set up with
 */
public record Account(String name, Set<Role> roles, boolean hasInitialPassword) {
    public Account {
        roles = Set.copyOf(roles);
    }

    /** Everything that its roles allow. */
    public Set<Scope> scopes() {
        return Scope.allowedTo(roles);
    }
}
