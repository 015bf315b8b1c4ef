package dev.sluice.publisher.web.browser;

import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/** A page that the service writes by itself: plain HTML with one style, without script, and nothing that it loads. Immutable. */
public final class HtmlPage {
    private static final String STYLE = read();
    private static final String STYLE_HASH = sha256(STYLE);

    private final String title;
    private final String body;
    private final String formTargets;

    /**
     * @param body HTML below the heading; what comes from outside is {@link #escaped}
     * @param formTargets where its forms may lead, as {@code form-action} of CSP has it
     */
    public HtmlPage(String title, String body, String formTargets) {
        this.title = title;
        this.body = body;
        this.formTargets = formTargets;
    }

    /** A page without forms. */
    public HtmlPage(String title, String body) {
        this(title, body, "'none'");
    }

    /** Text as it may stand between tags, and in an attribute between quotation marks. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    public void answer(HttpServerResponse response, int status) {
        response.setStatusCode(status)
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'sha256-" + STYLE_HASH + "'; base-uri 'none'; form-action "
                                + formTargets + "; frame-ancestors 'none'")
                // With no-referrer a browser would send its forms with Origin: null.
                .putHeader("Referrer-Policy", "same-origin")
                // As the pages of the portal: the window that opened this one goes on to know it.
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cache-Control", "no-store")
                .end(html());
    }

    String html() {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%s - Sluice</title>
                <style>%s</style>
                </head>
                <body>
                <main>
                <p class="product">Sluice</p>
                <h1>%s</h1>
                %s
                </main>
                </body>
                </html>
                """.formatted(escaped(title), STYLE, escaped(title), body);
    }

    private static String read() {
        try (InputStream file = HtmlPage.class.getResourceAsStream("/browser/page.css")) {
            return new String(Objects.requireNonNull(file, "browser/page.css").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("browser/page.css cannot be read", e);
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
