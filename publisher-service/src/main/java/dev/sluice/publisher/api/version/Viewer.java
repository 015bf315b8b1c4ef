package dev.sluice.publisher.api.version;

import dev.sluice.publisher.api.design.ApiAudience;
import dev.sluice.publisher.api.design.ApiAudience.AccessControl;
import dev.sluice.publisher.api.design.ApiAudience.Visibility;
import dev.sluice.publisher.api.design.ApiScope;
import dev.sluice.publisher.identity.user.Account;
import dev.sluice.publisher.web.access.Role;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who looks at APIs.
 *
 * @param name empty = a visitor, who has not signed in
 */
public record Viewer(String name, Set<String> roles) {
    public static final Viewer VISITOR = new Viewer("", Set.of());
    static final String EVERYONE = "everyone";
    private static final String INTERNAL_EVERYONE = "Internal/" + EVERYONE;

    public Viewer {
        roles = Set.copyOf(roles);
    }

    public static Viewer of(Account account) {
        return new Viewer(
                account.name(),
                Stream.concat(account.roles().stream().map(Role::text), Stream.of(EVERYONE))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** The roles that users may have, and the one that all have. */
    public static Stream<String> roleNames() {
        return Stream.concat(Arrays.stream(Role.values()).map(Role::text), Stream.of(EVERYONE));
    }

    /** The name of the role that is meant; WSO2 has the same ones below {@code Internal/}. Empty when it is none. */
    public static Optional<String> roleNamed(String text) {
        return text.equalsIgnoreCase(EVERYONE) || text.equalsIgnoreCase(INTERNAL_EVERYONE)
                ? Optional.of(EVERYONE)
                : Role.of(text).map(Role::text);
    }

    public boolean isVisitor() {
        return name.isEmpty();
    }

    public boolean isAdmin() {
        return roles.contains(Role.ADMIN.text());
    }

    /** Returns whether this user may work with it in the publisher. */
    public boolean mayWorkWith(ApiEntity api) {
        ApiAudience audience = api.design().audience();
        return audience.accessControl() == AccessControl.NONE || isOneOf(api, audience.accessControlRoles());
    }

    /** Returns whether this developer may know of it at all. */
    public boolean maySee(ApiEntity api) {
        ApiAudience audience = api.design().audience();
        if (isVisitor()) {
            return audience.visibility() == Visibility.PUBLIC;
        }
        return audience.visibility() != Visibility.RESTRICTED || isOneOf(api, audience.visibleRoles());
    }

    /** Returns whether an application of this user may have a scope. */
    public boolean mayBeGiven(ApiScope scope) {
        return scope.roles().isEmpty() || isAdmin() || !Collections.disjoint(roles, scope.roles());
    }

    private boolean isOneOf(ApiEntity api, Collection<String> asked) {
        return isAdmin() || api.provider().equals(name) || !Collections.disjoint(roles, asked);
    }
}
