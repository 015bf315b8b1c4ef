package dev.sluice.publisher.api.body;

import dev.sluice.model.api.ApiAuth;
import dev.sluice.publisher.web.problem.Fields;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The headers in which an API takes tokens and API keys, out of a body: two, of which none is read for something else. Those
 * that an API has already may stay.
 */
record CredentialHeaders(String authorization, String apiKey) {
    private static final String TOKENS = "authorizationHeader";
    private static final String KEYS = "apiKeyHeader";
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

    /** Of HTTP (RFC 9110 to 9114), of browsers (forbidden ones of the Fetch standard), of proxies, and of the gateway. */
    private static final Set<String> TAKEN = Set.of(
            "accept",
            "age",
            "allow",
            "alt-used",
            "cache-control",
            "connection",
            "cookie",
            "cookie2",
            "date",
            "dnt",
            "early-data",
            "etag",
            "expect",
            "expires",
            "forwarded",
            "from",
            "host",
            "http2-settings",
            "internal-key",
            "keep-alive",
            "last-event-id",
            "last-modified",
            "link",
            "location",
            "max-forwards",
            "origin",
            "pragma",
            "prefer",
            "priority",
            "range",
            "referer",
            "retry-after",
            "server",
            "set-cookie",
            "set-cookie2",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "upgrade-insecure-requests",
            "user-agent",
            "vary",
            "via",
            "warning",
            "www-authenticate",
            "x-client-ip",
            "x-http-method",
            "x-http-method-override",
            "x-method-override",
            "x-original-url",
            "x-real-ip",
            "x-rewrite-url");

    private static final List<String> TAKEN_BEGINNINGS =
            List.of("accept-", "access-control-", "content-", "if-", "proxy-", "sec-", "sluice-", "x-forwarded-");

    /** @param before of the API so far; {@code null} = it is new. What is wrong is noted */
    static CredentialHeaders read(Fields body, @Nullable ApiAuth before) {
        String ofTokens = before == null ? "" : before.authorizationHeader();
        String ofKeys = before == null ? "" : before.apiKeyHeader();
        CredentialHeaders read = new CredentialHeaders(
                name(body, TOKENS, ApiAuth.DEFAULT.authorizationHeader(), ofTokens),
                name(body, KEYS, ApiAuth.DEFAULT.apiKeyHeader(), ofKeys));
        boolean isAsBefore = read.authorization.equals(ofTokens) && read.apiKey.equals(ofKeys);
        if (!isAsBefore && read.apiKey.equalsIgnoreCase(read.authorization)) {
            body.wrong(KEYS, "must be another header than the one of tokens: " + read.authorization);
        } else if (!read.apiKey.equals(ofKeys) && read.apiKey.equalsIgnoreCase(ApiAuth.DEFAULT.authorizationHeader())) {
            // It begins with the name of a scheme (RFC 9110, 11.6.2), which a key has not.
            body.wrong(KEYS, "must not be '" + read.apiKey + "', which is for tokens: choose another, such as ApiKey");
        }
        return read;
    }

    private static String name(Fields body, String field, String usual, String present) {
        String header = body.text(field, usual, 100);
        if (!SHAPE.matcher(header).matches()) {
            body.wrong(field, "must be the name of a header");
        } else if (isTaken(header) && !header.equals(present)) {
            body.wrong(
                    field,
                    "must not be '" + header + "', which HTTP, browsers, proxies or the gateway use for something else:"
                            + " choose another name, such as " + usual);
        }
        return header;
    }

    private static boolean isTaken(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return TAKEN.contains(name) || TAKEN_BEGINNINGS.stream().anyMatch(name::startsWith);
    }
}
