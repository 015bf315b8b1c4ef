package dev.sluice.publisher.api.design;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who sees an API: developers by {@code visibility}, creators and publishers by {@code accessControl}; and how one
 * comes to a subscription.
 *
 * @param visibleRoles of developers, if the visibility is restricted; one of them is enough
 * @param accessControlRoles of creators and publishers, if the access is restricted; one of them is enough
 * @param subscriptionApproval whether subscriptions wait for a publisher; {@code null} = as the installation has it
 */
public record ApiAudience(
        Visibility visibility,
        List<String> visibleRoles,
        AccessControl accessControl,
        List<String> accessControlRoles,
        @Nullable Boolean subscriptionApproval) {
    public static final ApiAudience EVERYBODY =
            new ApiAudience(Visibility.PUBLIC, List.of(), AccessControl.NONE, List.of(), null);

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
