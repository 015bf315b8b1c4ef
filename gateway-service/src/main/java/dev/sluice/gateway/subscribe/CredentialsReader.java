package dev.sluice.gateway.subscribe;

import dev.sluice.gateway.access.RequestCredentials;
import dev.sluice.model.api.ApiAuth;
import dev.sluice.model.channel.RequestTarget;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the credentials of a request from where an API has them. */
final class CredentialsReader {
    private static final String KEY_PARAMETER = "apikey";

    private CredentialsReader() {}

    static RequestCredentials read(
            HttpHeaders headers, ApiAuth auth, @Nullable String rawQuery, RequestCredentials.@Nullable Ticket ticket) {
        return RequestCredentials.of(
                headers.getAll(auth.authorizationHeader()),
                headers.getAll(RequestCredentials.TEST_KEY),
                apiKeys(headers, auth, rawQuery),
                ticket);
    }

    /** A key in the header counts more than one in the query, which is in the logs of all that it passes. */
    static List<String> apiKeys(HttpHeaders headers, ApiAuth auth, @Nullable String rawQuery) {
        List<String> sent = headers.getAll(auth.apiKeyHeader());
        if (!sent.isEmpty() || !auth.queryApiKey()) {
            return sent;
        }
        String key = RequestTarget.own(rawQuery).get(KEY_PARAMETER);
        return key == null ? List.of() : List.of(key);
    }
}
