package dev.sluice.publisher.web.browser;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.ParsedHeaderValue;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The files of the pages, {@code /portal/assets/*}. Their names have a hash of their contents, so caches keep them for good.
 * They were compressed when they were built: nothing is compressed for a request, and no other answer is compressed at all
 * (BREACH).
 */
@Singleton
class PortalAssets {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,120}\\.(js|css|svg|woff2)");
    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "woff2", "font/woff2");
    /** Content coding (RFC 9110, 8.4.1) and what a file's name gets for it, the better one first. */
    private static final List<Coding> CODINGS = List.of(new Coding("br", ".br"), new Coding("gzip", ".gz"));

    private record Coding(String token, String suffix) {}

    void register(@Observes Router router) {
        router.route("/portal/assets/:name")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .order(0)
                .blockingHandler(PortalAssets::answer, false);
    }

    private static void answer(RoutingContext routing) {
        String name = Optional.ofNullable(routing.pathParam("name")).orElse("");
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            routing.next();
            return;
        }
        Set<String> accepted = routing.parsedHeaders().acceptEncoding().stream()
                .filter(value -> value.weight() > 0)
                .map(ParsedHeaderValue::value)
                .collect(Collectors.toSet());
        for (Coding coding : CODINGS) {
            byte[] compressed = accepted.contains(coding.token()) ? read(name + coding.suffix()) : null;
            if (compressed != null) {
                routing.response().putHeader("Content-Encoding", coding.token());
                send(routing.response(), matcher.group(1), compressed);
                return;
            }
        }
        byte[] plain = read(name);
        if (plain == null) {
            routing.next();
        } else {
            send(routing.response(), matcher.group(1), plain);
        }
    }

    private static void send(HttpServerResponse response, String extension, byte[] body) {
        response.putHeader("Content-Type", TYPES.get(extension))
                .putHeader("Cache-Control", "public, max-age=31536000, immutable")
                .putHeader("Vary", "Accept-Encoding")
                .end(Buffer.buffer(body));
    }

    private static byte @Nullable [] read(String name) {
        try (InputStream file = PortalAssets.class.getResourceAsStream("/portal/assets/" + name)) {
            return file == null ? null : file.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot be read", e);
        }
    }
}
