package dev.sluice.publisher.oauth.authorize;

import dev.sluice.publisher.secret.OpaqueSecret;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Binds a form to the browser that it was made for: the browser keeps a random cookie, the form a hash of it, and no other
 * site can read or set either. One cookie serves all forms of a browser.
 */
final class FormToken {
    static final String COOKIE = "__Host-sluice-form";
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");

    private FormToken() {}

    /** The hash for a new form; the answer sets the cookie if there is none. */
    static String issue(HttpServerRequest request) {
        return cookie(request)
                .orElseGet(() -> {
                    OpaqueSecret made = OpaqueSecret.random();
                    request.response()
                            .addCookie(Cookie.cookie(COOKIE, made.reveal())
                                    .setPath("/")
                                    .setSecure(true)
                                    .setHttpOnly(true)
                                    .setSameSite(CookieSameSite.LAX));
                    return made;
                })
                .hash();
    }

    static boolean isGood(HttpServerRequest request, String sent) {
        return cookie(request).filter(cookie -> cookie.hasHash(sent)).isPresent();
    }

    private static Optional<OpaqueSecret> cookie(HttpServerRequest request) {
        return Optional.ofNullable(request.getCookie(COOKIE))
                .map(Cookie::getValue)
                .filter(value -> SHAPE.matcher(value).matches())
                .map(OpaqueSecret::of);
    }
}
