package dev.sluice.publisher.web.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal of {@code /scim2}: RFC 7644 3.12.
 *
 * @param status as a text: so RFC 7644 wants it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScimErrorBody(
        List<String> schemas,
        String detail,
        String status,
        @Nullable String scimType) {
    /** RFC 7644, 8.1: of all bodies of {@code /scim2}. */
    public static final String MEDIA_TYPE = "application/scim+json";

    private static final List<String> SCHEMAS = List.of("urn:ietf:params:scim:api:messages:2.0:Error");

    public static Response response(ScimError error, String detail) {
        return Response.status(error.status())
                .type(MEDIA_TYPE)
                .entity(new ScimErrorBody(SCHEMAS, detail, String.valueOf(error.status()), error.scimType()))
                .build();
    }
}
