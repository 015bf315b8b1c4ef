package dev.sluice.publisher.web.problem;

import org.jspecify.annotations.Nullable;

/** The refusals of {@code /scim2}: RFC 7644 3.12. */
public enum ScimError {
    INVALID_VALUE(400, "invalidValue"),
    INVALID_FILTER(400, "invalidFilter"),
    MUTABILITY(400, "mutability"),
    NOT_FOUND(404, null),
    IN_USE(409, null),
    UNIQUENESS(409, "uniqueness");

    private final int status;
    private final @Nullable String scimType;

    ScimError(int status, @Nullable String scimType) {
        this.status = status;
        this.scimType = scimType;
    }

    int status() {
        return status;
    }

    /** {@code null} = RFC 7644 has none for it. */
    @Nullable
    String scimType() {
        return scimType;
    }
}
