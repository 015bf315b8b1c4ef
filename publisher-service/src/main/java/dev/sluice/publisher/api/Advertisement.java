package dev.sluice.publisher.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * {@code advertiseInfo}: that an API is somebody else's, and where developers find it there; {@code null} = not said.
 *
 * @param advertised whether it is shown only, and managed elsewhere
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Advertisement(
        boolean advertised,
        @Nullable String apiExternalProductionEndpoint,
        @Nullable String apiExternalSandboxEndpoint,
        @Nullable String originalDevPortalUrl,
        @Nullable String apiOwner,
        @Nullable String vendor) {
    public static final Advertisement NONE = new Advertisement(false, null, null, null, null, null);

    /** Without where its backend is, as developers of a managed API see it. */
    public Advertisement forDevelopers() {
        return advertised ? this : new Advertisement(false, null, null, originalDevPortalUrl, apiOwner, vendor);
    }
}
