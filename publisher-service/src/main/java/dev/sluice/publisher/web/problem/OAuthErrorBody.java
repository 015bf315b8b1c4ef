package dev.sluice.publisher.web.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** The answers of refusals: RFC 6749 5.2. */
public final class OAuthErrorBody {
    private OAuthErrorBody() {}

    public static Response response(OAuthError error, String description) {
        Response.ResponseBuilder answer = Response.status(error.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(Map.of("error", error.name().toLowerCase(Locale.ROOT), "error_description", description));
        if (error == OAuthError.INVALID_CLIENT) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"sluice\"");
        }
        if (error == OAuthError.TEMPORARILY_UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, 1);
        }
        return answer.build();
    }

    /** A sign-in that was not looked at; RFC 6749 has no error for it, so it is the nearest one, with 429. */
    public static Response tooManyFailures(Duration wait) {
        Response refused = response(
                OAuthError.TEMPORARILY_UNAVAILABLE,
                "Too many failed sign-ins: try again in " + wait.toSeconds() + " s.");
        return Response.fromResponse(refused)
                .status(429)
                .header(HttpHeaders.RETRY_AFTER, null)
                .header(HttpHeaders.RETRY_AFTER, wait.toSeconds())
                .build();
    }
}
