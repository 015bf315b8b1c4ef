package dev.sluice.publisher.api.design;

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

    /** Without where its backend is: of a third-party API, its document says that. */
    public Advertisement forDevelopers() {
        return new Advertisement(advertised, null, null, originalDevPortalUrl, apiOwner, vendor);
    }
}
