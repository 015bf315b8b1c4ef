package dev.sluice.publisher.api;

import dev.sluice.publisher.api.ApiAudience.AccessControl;
import dev.sluice.publisher.api.ApiAudience.Visibility;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Collectors;

/** Who looks at APIs. */
public record Viewer(String name, Set<String> roles) {
    static final String ADMIN = "admin";
    static final String EVERYONE = "everyone";
    /** The roles that users may have, and the one that all have. */
    static final Set<String> ROLES =
            Set.of(ADMIN, "creator", "publisher", "subscriber", "observer", "devops", EVERYONE);

    private static final String INTERNAL = "Internal/";

    public Viewer {
        roles = Set.copyOf(roles);
    }

    public static Viewer of(SecurityContext user) {
        return new Viewer(
                user.getUserPrincipal().getName(),
                ROLES.stream()
                        .filter(role -> role.equals(EVERYONE) || user.isUserInRole(role))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** The role that is meant by this name; WSO2 has the same ones below {@code Internal/}. */
    static String roleNamed(String text) {
        return text.startsWith(INTERNAL) ? text.substring(INTERNAL.length()) : text;
    }

    public boolean isAdmin() {
        return roles.contains(ADMIN);
    }

    /** Whether this user may work with it in the publisher. */
    public boolean mayWorkWith(ApiEntity api) {
        ApiAudience audience = api.design().audience();
        return audience.accessControl() == AccessControl.NONE || isOneOf(api, audience.accessControlRoles());
    }

    /** Whether this developer may know of it at all. */
    public boolean maySee(ApiEntity api) {
        ApiAudience audience = api.design().audience();
        return audience.visibility() != Visibility.RESTRICTED || isOneOf(api, audience.visibleRoles());
    }

    private boolean isOneOf(ApiEntity api, Collection<String> asked) {
        return isAdmin() || api.provider().equals(name) || !Collections.disjoint(roles, asked);
    }
}
