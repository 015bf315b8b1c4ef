package dev.sluice.publisher.web.browser;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** Where people expect the portals: one page that says what there is. It has no script, and loads nothing. */
@Singleton
class WelcomePage {
    private static final List<String> PATHS =
            List.of("/", "/publisher", "/publisher/", "/devportal", "/devportal/", "/admin", "/admin/");
    private static final String STYLE_BEGIN = "<style>";
    private static final String STYLE_END = "</style>";

    private final String html;
    private final String policy;

    WelcomePage() {
        this.html = read();
        String style = html.substring(html.indexOf(STYLE_BEGIN) + STYLE_BEGIN.length(), html.indexOf(STYLE_END));
        this.policy = "default-src 'none'; style-src 'sha256-" + sha256(style)
                + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    void register(@Observes Router router) {
        for (String path : PATHS) {
            router.route(HttpMethod.GET, path).order(0).handler(this::answer);
            router.route(HttpMethod.HEAD, path).order(0).handler(this::answer);
        }
    }

    private void answer(RoutingContext routing) {
        routing.response()
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Content-Security-Policy", policy)
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cache-Control", "no-cache")
                .end(html);
    }

    private static String read() {
        try (InputStream file = WelcomePage.class.getResourceAsStream("/browser/welcome.html")) {
            return new String(
                    Objects.requireNonNull(file, "browser/welcome.html").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("browser/welcome.html cannot be read", e);
        }
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is in every JDK", impossible);
        }
    }
}
