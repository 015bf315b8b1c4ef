package dev.sluice.publisher.web.browser;

import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is shown where the pages would be if they had been built: why they were not, and what REST offers instead. */
class MissingPages {
    private static final String STYLE_BEGIN = "<style>";
    private static final String STYLE_END = "</style>";
    private static final String REASON = "{reason}";

    private final String html;
    private final String policy;

    /** @param reason a line of text, as the build gave it; {@code null} = it gave none */
    MissingPages(@Nullable String reason) {
        String page = read();
        String style = page.substring(page.indexOf(STYLE_BEGIN) + STYLE_BEGIN.length(), page.indexOf(STYLE_END));
        this.html = page.replace(REASON, reason == null ? "This service was built without its pages." : reason.strip());
        this.policy = "default-src 'none'; style-src 'sha256-" + sha256(style)
                + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    String html() {
        return html;
    }

    void answer(HttpServerResponse response) {
        response.putHeader("Content-Security-Policy", policy).end(html);
    }

    private static String read() {
        try (InputStream file = MissingPages.class.getResourceAsStream("/browser/no-pages.html")) {
            return new String(
                    Objects.requireNonNull(file, "browser/no-pages.html").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("browser/no-pages.html cannot be read", e);
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
