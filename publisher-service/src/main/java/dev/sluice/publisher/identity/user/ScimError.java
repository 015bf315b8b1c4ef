package dev.sluice.publisher.identity.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The refusals of {@code /scim2}: RFC 7644 3.12. */
public enum ScimError {
    INVALID_VALUE(400, "invalidValue"),
    INVALID_FILTER(400, "invalidFilter"),
    MUTABILITY(400, "mutability"),
    NOT_FOUND(404, null),
    IN_USE(409, null),
    UNIQUENESS(409, "uniqueness");

    private static final List<String> SCHEMAS = List.of("urn:ietf:params:scim:api:messages:2.0:Error");

    private final int status;
    private final @Nullable String scimType;

    ScimError(int status, @Nullable String scimType) {
        this.status = status;
        this.scimType = scimType;
    }

    /** RFC 7644 wants the status as a text. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Body(
            List<String> schemas,
            String detail,
            String status,
            @Nullable String scimType) {}

    public Response response(String detail) {
        return Response.status(status)
                .type(ScimUser.MEDIA_TYPE)
                .entity(new Body(SCHEMAS, detail, String.valueOf(status), scimType))
                .build();
    }
}
