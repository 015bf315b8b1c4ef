package dev.sluice.publisher.web.browser;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/** What every answer says to browsers, and to caches where there are secrets in it. An answer's own header of a name stays. */
@Singleton
class AnswerHeaders {
    /** A year; of this host alone, since others under its name may be somebody else's. */
    static final String HSTS = "max-age=31536000";

    /** Before everything that answers. */
    private static final int FIRST = 20_000;

    /** Tokens, keys, clients' secrets, and what is known of users. */
    private static final Pattern SECRET = Pattern.compile("/oauth2/(?!jwks).*|/client-registration/.*|/scim2/.*"
            + "|/api/am/devportal/v3/(?:applications|me)(?:/.*)?|/api/am/publisher/v4/apis/[^/]+/generate-key"
            + "|/api/am/admin/.*|/portal/(?:session|sign-in|sign-up|sign-out|callback)");

    void register(@Observes Filters filters) {
        filters.register(AnswerHeaders::addTo, FIRST);
    }

    private static void addTo(RoutingContext routing) {
        routing.addHeadersEndHandler(_ -> {
            MultiMap headers = routing.response().headers();
            put(headers, "X-Content-Type-Options", "nosniff");
            put(headers, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
            if ("https".equals(routing.request().scheme())) {
                put(headers, "Strict-Transport-Security", HSTS);
            }
            if (SECRET.matcher(routing.normalizedPath()).matches()) {
                headers.set("Cache-Control", "no-store");
            }
        });
        routing.next();
    }

    private static void put(MultiMap headers, String name, String value) {
        if (!headers.contains(name)) {
            headers.set(name, value);
        }
    }
}
