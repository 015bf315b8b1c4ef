package dev.sluice.gateway.subscribe;

import dev.sluice.gateway.access.RequestCredentials;
import dev.sluice.gateway.protocol.ResponseHead.Header;
import dev.sluice.gateway.request.PortalOrigins;
import dev.sluice.model.api.ApiAuth;
import dev.sluice.model.api.Cors;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Headers of the responses to one request that let pages of other origins read them, or make the request (Fetch, "CORS
 * protocol"). Pages of the portal always may. Others may by the rules of an API: there are no headers when the rules are
 * off, and only what caches must know when they do not allow the origin.
 */
final class CrossOrigin {
    static final List<Header> NONE = List.of();

    private static final String ORIGIN = "Origin";
    private static final Header VARY = new Header("Vary", ORIGIN);
    private static final Header VARY_PREFLIGHT =
            new Header("Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final Header ALLOW_CREDENTIALS = new Header("Access-Control-Allow-Credentials", "true");
    private static final Header EXPOSE = new Header(
            "Access-Control-Expose-Headers",
            "Sluice-Resume, Retry-After, " + RateLimitHeaders.LIMIT + ", " + RateLimitHeaders.POLICY);
    /** Seconds; a change of the rules reaches every page within them. */
    private static final Header MAX_AGE = new Header("Access-Control-Max-Age", "600");
    /** Without it no client could resume from a page, whatever list its creator has brought along. */
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS");

    private final PortalOrigins portals;
    private final @Nullable String origin;

    /** @param request headers of the request */
    CrossOrigin(PortalOrigins portals, HttpHeaders request) {
        this.portals = portals;
        this.origin = request.get(ORIGIN);
    }

    /** Returns the origin that the request names; {@code null} = none. */
    @Nullable
    String origin() {
        return origin;
    }

    /** Returns whether the request was made for a page of the portal. */
    boolean isOfPortal() {
        return origin != null && portals.allow(origin);
    }

    /** Returns the headers of a response of an API. */
    List<Header> headers(Cors rules) {
        if (origin != null && rules.allows(origin)) {
            List<Header> headers = vary(VARY, rules, origin);
            headers.add(EXPOSE);
            return headers;
        }
        return rules.enabled() ? sharedOr(List.of(VARY)) : shared();
    }

    /** Returns the headers of a response that belongs to no API. */
    List<Header> shared() {
        return sharedOr(portals.isEmpty() ? NONE : List.of(VARY));
    }

    /** @param others for a page that is none of the portal */
    private List<Header> sharedOr(List<Header> others) {
        return origin != null && isOfPortal() ? List.of(VARY, new Header(ALLOW_ORIGIN, origin), EXPOSE) : others;
    }

    /** Returns the headers of a response that says nothing which one origin may know and another may not. */
    List<Header> echo() {
        return origin == null ? NONE : List.of(VARY, new Header(ALLOW_ORIGIN, origin), ALLOW_CREDENTIALS, EXPOSE);
    }

    /** Returns the headers of an API's response to a preflight. */
    List<Header> preflight(Cors rules, ApiAuth auth) {
        boolean isAllowed = origin != null && rules.allows(origin);
        if (origin == null || !(isAllowed || isOfPortal())) {
            return rules.enabled() || !portals.isEmpty() ? List.of(VARY_PREFLIGHT) : NONE;
        }
        List<String> methods = new ArrayList<>(rules.allowMethods());
        List<String> names = new ArrayList<>(rules.allowHeaders());
        if (methods.isEmpty() || isOfPortal()) {
            addMissing(methods, METHODS);
        }
        if (names.isEmpty() || isOfPortal()) {
            addMissing(names, requestHeaders(auth));
        }
        addMissing(names, List.of(LAST_EVENT_ID));
        List<Header> headers = isAllowed
                ? vary(VARY_PREFLIGHT, rules, origin)
                : new ArrayList<>(List.of(VARY_PREFLIGHT, new Header(ALLOW_ORIGIN, origin)));
        addPreflight(headers, methods, names);
        return headers;
    }

    /** Returns the headers of the response to a preflight where there is no API: pages of the portal read so. */
    List<Header> sharedPreflight() {
        if (!isOfPortal()) {
            return portals.isEmpty() ? NONE : List.of(VARY_PREFLIGHT);
        }
        List<String> names = new ArrayList<>(requestHeaders(ApiAuth.DEFAULT));
        names.add(LAST_EVENT_ID);
        return preflight(true, METHODS, names);
    }

    /** Returns the headers of the response to a preflight for a route that belongs to no API. */
    List<Header> preflight(boolean isAllowed, List<String> methods, List<String> requestHeaders) {
        if (origin == null || !isAllowed) {
            return List.of(VARY_PREFLIGHT);
        }
        List<Header> headers = new ArrayList<>(List.of(VARY_PREFLIGHT, new Header(ALLOW_ORIGIN, origin)));
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

    private static void addMissing(List<String> names, List<String> more) {
        more.stream()
                .filter(one -> names.stream().noneMatch(one::equalsIgnoreCase))
                .forEach(names::add);
    }

    private static void addPreflight(List<Header> headers, List<String> methods, List<String> names) {
        headers.add(new Header("Access-Control-Allow-Methods", String.join(", ", methods)));
        headers.add(new Header("Access-Control-Allow-Headers", String.join(", ", names)));
        headers.add(MAX_AGE);
    }

    private static List<String> requestHeaders(ApiAuth auth) {
        return List.of(auth.authorizationHeader(), auth.apiKeyHeader(), RequestCredentials.TEST_KEY, "Cache-Control");
    }
}
