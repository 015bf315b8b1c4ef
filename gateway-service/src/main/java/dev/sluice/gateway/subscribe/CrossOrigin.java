package dev.sluice.gateway.subscribe;

import dev.sluice.model.api.ApiAuth;
import dev.sluice.model.api.Cors;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Header lines that let pages of other origins read a response, or make a request (Fetch, "CORS protocol"). Empty when
 * the rules are off; when they do not allow the origin, only what caches must know.
 */
final class CrossOrigin {
    static final String NONE = "";

    private static final String ORIGIN = "Origin";
    private static final String VARY = "Vary: Origin\r\n";
    private static final String VARY_PREFLIGHT =
            "Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers\r\n";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin: ";
    private static final String ALLOW_CREDENTIALS = "Access-Control-Allow-Credentials: true\r\n";
    private static final String EXPOSE = "Access-Control-Expose-Headers: Sluice-Resume, Retry-After\r\n";
    /** Seconds; a change of the rules reaches every page within them. */
    private static final String MAX_AGE = "Access-Control-Max-Age: 600\r\n";
    /** Without it no client could resume from a page, whatever list its creator has brought along. */
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS");

    private CrossOrigin() {}

    static @Nullable String origin(HttpHeaders request) {
        return request.get(ORIGIN);
    }

    /** Returns the lines of a response. */
    static String lines(Cors rules, @Nullable String origin) {
        if (!rules.enabled()) {
            return NONE;
        }
        return allows(rules, origin) ? VARY + allowed(rules, origin) + EXPOSE : VARY;
    }

    /** Returns the lines of a response that says nothing which one origin may know and another may not. */
    static String echo(@Nullable String origin) {
        return origin == null ? NONE : VARY + ALLOW_ORIGIN + origin + "\r\n" + ALLOW_CREDENTIALS + EXPOSE;
    }

    /** Returns the lines of the response to a preflight. */
    static String preflight(Cors rules, ApiAuth auth, @Nullable String origin) {
        if (!rules.enabled()) {
            return NONE;
        }
        if (!allows(rules, origin)) {
            return VARY_PREFLIGHT;
        }
        List<String> methods = rules.allowMethods().isEmpty() ? METHODS : rules.allowMethods();
        return VARY_PREFLIGHT + allowed(rules, origin) + preflight(methods, headers(rules, auth));
    }

    /** Returns the lines of the response to a preflight for a route that belongs to no API. */
    static String preflight(@Nullable String allowedOrigin, List<String> methods, List<String> headers) {
        if (allowedOrigin == null) {
            return VARY_PREFLIGHT;
        }
        return VARY_PREFLIGHT + ALLOW_ORIGIN + allowedOrigin + "\r\n" + preflight(methods, headers);
    }

    private static boolean allows(Cors rules, @Nullable String origin) {
        return origin != null && rules.allows(origin);
    }

    private static String allowed(Cors rules, @Nullable String origin) {
        if (origin != null && rules.allowsCredentials(origin)) {
            return ALLOW_ORIGIN + origin + "\r\n" + ALLOW_CREDENTIALS;
        }
        return ALLOW_ORIGIN + (rules.allowOrigins().contains(Cors.ANY) ? Cors.ANY : origin) + "\r\n";
    }

    private static String preflight(List<String> methods, List<String> headers) {
        return "Access-Control-Allow-Methods: " + String.join(", ", methods) + "\r\nAccess-Control-Allow-Headers: "
                + String.join(", ", headers) + "\r\n" + MAX_AGE;
    }

    private static List<String> headers(Cors rules, ApiAuth auth) {
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
