package dev.sluice.publisher.oauth;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** The refusals of RFC 6749 5.2 and RFC 7009. */
enum OAuthError {
    INVALID_REQUEST(400),
    INVALID_CLIENT(401),
    INVALID_GRANT(400),
    INVALID_SCOPE(400),
    UNAUTHORIZED_CLIENT(400),
    UNSUPPORTED_GRANT_TYPE(400),
    TEMPORARILY_UNAVAILABLE(503);

    private final int status;

    OAuthError(int status) {
        this.status = status;
    }

    Response response(String description) {
        Response.ResponseBuilder answer = Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(Map.of("error", name().toLowerCase(Locale.ROOT), "error_description", description));
        if (this == INVALID_CLIENT) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"sluice\"");
        }
        if (this == TEMPORARILY_UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, 1);
        }
        return answer.build();
    }

    /** A sign-in that was not looked at; RFC 6749 has no error for it, so it is the nearest one, with 429. */
    static Response tooManyFailures(Duration wait) {
        Response refused =
                TEMPORARILY_UNAVAILABLE.response("Too many failed sign-ins: try again in " + wait.toSeconds() + " s.");
        return Response.fromResponse(refused)
                .status(429)
                .header(HttpHeaders.RETRY_AFTER, null)
                .header(HttpHeaders.RETRY_AFTER, wait.toSeconds())
                .build();
    }
}
