package dev.sluice.publisher.api.version;

import jakarta.ws.rs.core.SecurityContext;
import java.util.stream.Collectors;

/** Who looks at APIs, out of a request. */
public final class ViewerReader {
    private ViewerReader() {}

    /** A visitor if there is no user. */
    public static Viewer read(SecurityContext user) {
        if (user.getUserPrincipal() == null) {
            return Viewer.VISITOR;
        }
        return new Viewer(
                user.getUserPrincipal().getName(),
                Viewer.roleNames()
                        .filter(role -> role.equals(Viewer.EVERYONE) || user.isUserInRole(role))
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
