package dev.sluice.gateway.subscribe;

import dev.sluice.gateway.protocol.ResponseHead.Header;
import dev.sluice.model.api.ApiAuth;
import dev.sluice.model.api.Cors;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Headers that let pages of other origins read a response, or make a request (Fetch, "CORS protocol"). Empty when
 * the rules are off; when they do not allow the origin, only what caches must know.
 */
final class CrossOrigin {
    static final List<Header> NONE = List.of();

    private static final String ORIGIN = "Origin";
    private static final Header VARY = new Header("Vary", ORIGIN);
    private static final Header VARY_PREFLIGHT =
            new Header("Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final Header ALLOW_CREDENTIALS = new Header("Access-Control-Allow-Credentials", "true");
    private static final Header EXPOSE = new Header("Access-Control-Expose-Headers", "Sluice-Resume, Retry-After");
    /** Seconds; a change of the rules reaches every page within them. */
    private static final Header MAX_AGE = new Header("Access-Control-Max-Age", "600");
    /** Without it no client could resume from a page, whatever list its creator has brought along. */
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS");

    private CrossOrigin() {}

    static @Nullable String origin(HttpHeaders request) {
        return request.get(ORIGIN);
    }

    /** Returns the headers of a response. */
    static List<Header> headers(Cors rules, @Nullable String origin) {
        if (!rules.enabled()) {
            return NONE;
        }
        if (origin == null || !rules.allows(origin)) {
            return List.of(VARY);
        }
        List<Header> headers = vary(VARY, rules, origin);
        headers.add(EXPOSE);
        return headers;
    }

    /** Returns the headers of a response that says nothing which one origin may know and another may not. */
    static List<Header> echo(@Nullable String origin) {
        return origin == null ? NONE : List.of(VARY, new Header(ALLOW_ORIGIN, origin), ALLOW_CREDENTIALS, EXPOSE);
    }

    /** Returns the headers of the response to a preflight. */
    static List<Header> preflight(Cors rules, ApiAuth auth, @Nullable String origin) {
        if (!rules.enabled()) {
            return NONE;
        }
        if (origin == null || !rules.allows(origin)) {
            return List.of(VARY_PREFLIGHT);
        }
        List<String> methods = rules.allowMethods().isEmpty() ? METHODS : rules.allowMethods();
        List<Header> headers = vary(VARY_PREFLIGHT, rules, origin);
        addPreflight(headers, methods, requestHeaders(rules, auth));
        return headers;
    }

    /** Returns the headers of the response to a preflight for a route that belongs to no API. */
    static List<Header> preflight(@Nullable String allowedOrigin, List<String> methods, List<String> requestHeaders) {
        if (allowedOrigin == null) {
            return List.of(VARY_PREFLIGHT);
        }
        List<Header> headers = new ArrayList<>();
        headers.add(VARY_PREFLIGHT);
        headers.add(new Header(ALLOW_ORIGIN, allowedOrigin));
        addPreflight(headers, methods, requestHeaders);
        return headers;
    }

    private static List<Header> vary(Header vary, Cors rules, String origin) {
        List<Header> headers = new ArrayList<>();
        headers.add(vary);
        if (rules.allowsCredentials(origin)) {
            headers.add(new Header(ALLOW_ORIGIN, origin));
            headers.add(ALLOW_CREDENTIALS);
        } else {
            headers.add(new Header(ALLOW_ORIGIN, rules.allowOrigins().contains(Cors.ANY) ? Cors.ANY : origin));
        }
        return headers;
    }

    private static void addPreflight(List<Header> headers, List<String> methods, List<String> requestHeaders) {
        headers.add(new Header("Access-Control-Allow-Methods", String.join(", ", methods)));
        headers.add(new Header("Access-Control-Allow-Headers", String.join(", ", requestHeaders)));
        headers.add(MAX_AGE);
    }

    private static List<String> requestHeaders(Cors rules, ApiAuth auth) {
        Set<String> headers = new LinkedHashSet<>(rules.allowHeaders());
        if (headers.isEmpty()) {
            headers.addAll(List.of(auth.authorizationHeader(), auth.apiKeyHeader(), "Internal-Key", "Cache-Control"));
        }
        if (headers.stream().noneMatch(LAST_EVENT_ID::equalsIgnoreCase)) {
            headers.add(LAST_EVENT_ID);
        }
        return List.copyOf(headers);
    }
}
