package dev.sluice.publisher.identity.portal;

import dev.sluice.publisher.secret.OpaqueSecret;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;

/**
 * The cookie of a session: of this host alone, over HTTPS alone, out of reach of scripts, not sent with what other sites
 * embed or post. It is gone when the browser is closed.
 */
public final class PortalCookie {
    public static final String NAME = "__Host-sluice-session";

    private PortalCookie() {}

    /** What a browser has sent, right or wrong. */
    public static Optional<OpaqueSecret> of(HttpServerRequest request) {
        return Optional.ofNullable(request.getCookie(NAME))
                .map(Cookie::getValue)
                .map(OpaqueSecret::of);
    }

    public static void set(HttpServerResponse response, OpaqueSecret token) {
        response.addCookie(cookie(token.reveal()));
    }

    public static void remove(HttpServerResponse response) {
        response.addCookie(cookie("").setMaxAge(0));
    }

    private static Cookie cookie(String value) {
        return Cookie.cookie(NAME, value)
                .setPath("/")
                .setSecure(true)
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.LAX);
    }
}
