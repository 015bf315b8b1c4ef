package dev.sluice.publisher.api.design;

import java.util.List;

/**
 * Who sees an API: developers by {@code visibility}, creators and publishers by {@code accessControl}.
 *
 * @param visibleRoles of developers, if the visibility is restricted; one of them is enough
 * @param accessControlRoles of creators and publishers, if the access is restricted; one of them is enough
 */
public record ApiAudience(
        Visibility visibility,
        List<String> visibleRoles,
        AccessControl accessControl,
        List<String> accessControlRoles) {
    public static final ApiAudience EVERYBODY =
            new ApiAudience(Visibility.PUBLIC, List.of(), AccessControl.NONE, List.of());

    public ApiAudience {
        visibility = visibility == null ? Visibility.PUBLIC : visibility;
        visibleRoles = visibleRoles == null ? List.of() : List.copyOf(visibleRoles);
        accessControl = accessControl == null ? AccessControl.NONE : accessControl;
        accessControlRoles = accessControlRoles == null ? List.of() : List.copyOf(accessControlRoles);
    }

    /** There is one organisation, whose users all sign in: private and public are the same to them. */
    public enum Visibility {
        PUBLIC,
        PRIVATE,
        RESTRICTED
    }

    /** Whether creators and publishers need a role of the API's own. */
    public enum AccessControl {
        NONE,
        RESTRICTED
    }
}
