package dev.sluice.relay.backend;

import dev.sluice.outbound.Credential;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A token as a token endpoint gives it (RFC 6749, 5.1). Never printed.
 *
 * @param lifetime from when it was given; an hour when the endpoint does not say
 */
record BackendToken(Credential credential, Duration lifetime) {
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,8192}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
    private static final Duration USUAL_LIFETIME = Duration.ofHours(1);

    /** @throws SignInException it is no such answer */
    static BackendToken read(Buffer body) throws SignInException {
        JsonObject answer = object(body);
        if (!(answer.getValue("access_token") instanceof String token)
                || !TOKEN.matcher(token).matches()) {
            throw new SignInException(true, "the token endpoint's answer has no access_token");
        }
        if (answer.getValue("token_type") instanceof String type && !type.equalsIgnoreCase("Bearer")) {
            throw new SignInException(true, "the token endpoint's tokens are not of type Bearer");
        }
        String seconds = String.valueOf(answer.getValue("expires_in"));
        return new BackendToken(
                Credential.bearer(token),
                SECONDS.matcher(seconds).matches() ? Duration.ofSeconds(Long.parseLong(seconds)) : USUAL_LIFETIME);
    }

    private static JsonObject object(Buffer body) throws SignInException {
        try {
            return new JsonObject(body);
        } catch (DecodeException broken) {
            throw new SignInException(true, "the token endpoint's answer is no JSON object");
        }
    }
}
