package dev.sluice.publisher.api.body;

import dev.sluice.publisher.api.design.ApiAudience;
import dev.sluice.publisher.api.design.ApiAudience.AccessControl;
import dev.sluice.publisher.api.design.ApiAudience.Visibility;
import dev.sluice.publisher.api.version.Viewer;
import dev.sluice.publisher.web.problem.Fields;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who sees an API, out of a body. */
final class AudienceReader {
    static final String APPROVAL = "subscriptionApproval";
    /** Says that the API says nothing of it; never shown. */
    static final String APPROVAL_AS_INSTALLED = "subscriptionApprovalAsInstalled";

    private static final int MAX_ROLES = 20;
    private static final int MAX_ROLE = 64;

    private AudienceReader() {}

    /** @param before of the API so far; {@code null} = it is new */
    static ApiAudience read(Fields body, @Nullable ApiAudience before) {
        Visibility visibility =
                body.choice("visibility", Visibility.class, Visibility::name).orElse(Visibility.PUBLIC);
        AccessControl accessControl = body.choice("accessControl", AccessControl.class, AccessControl::name)
                .orElse(AccessControl.NONE);
        List<String> visibleRoles = roles(body, "visibleRoles");
        List<String> accessControlRoles = roles(body, "accessControlRoles");
        if (visibility == Visibility.RESTRICTED && visibleRoles.isEmpty()) {
            body.wrong("visibleRoles", "must name a role: the visibility is RESTRICTED");
        }
        if (accessControl == AccessControl.RESTRICTED && accessControlRoles.isEmpty()) {
            body.wrong("accessControlRoles", "must name a role: the access control is RESTRICTED");
        }
        return new ApiAudience(visibility, visibleRoles, accessControl, accessControlRoles, approval(body, before));
    }

    /** As it was, unless the body says it: who leaves it out may not know of it, and must not open the API by that. */
    private static @Nullable Boolean approval(Fields body, @Nullable ApiAudience before) {
        Fields streaming = body.object("streaming");
        boolean isSaid = streaming.has(APPROVAL);
        if (streaming.flag(APPROVAL_AS_INSTALLED, false)) {
            if (isSaid) {
                streaming.wrong(APPROVAL_AS_INSTALLED, "cannot be true beside " + APPROVAL);
            }
            return null;
        }
        if (isSaid) {
            return streaming.flag(APPROVAL, false);
        }
        return before == null ? null : before.subscriptionApproval();
    }

    /** Names of roles, such as {@code creator} or, as WSO2's scripts write it, {@code Internal/creator}. */
    static List<String> roles(Fields body, String field) {
        Set<String> roles = new LinkedHashSet<>();
        for (String text : body.texts(field, List.of(), MAX_ROLES, MAX_ROLE)) {
            Viewer.roleNamed(text)
                    .ifPresentOrElse(
                            roles::add,
                            () -> body.wrong(
                                    field,
                                    "has '" + text + "', which is no role; known are "
                                            + Viewer.roleNames().collect(Collectors.joining(", "))));
        }
        return List.copyOf(roles);
    }
}
