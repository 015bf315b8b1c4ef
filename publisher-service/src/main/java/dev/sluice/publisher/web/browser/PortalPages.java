package dev.sluice.publisher.web.browser;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The portals' pages: one document for every address below {@code /publisher}, {@code /devportal} and {@code /admin}, whose
 * script shows what belongs there. A build without Node.js has none; then a page of its own says so.
 */
@Singleton
class PortalPages {
    private static final List<String> SHELLS = List.of("/publisher", "/devportal", "/admin");
    /** Where a sign-in in a window of its own ends. */
    private static final String SIGNED_IN = "/portal/signed-in";

    private final @Nullable String document;
    private final String policy;
    private final MissingPages missing;

    PortalPages(PageConnections connections) {
        this.document = read("/portal/index.html");
        this.policy = policy(connections.origins());
        this.missing = new MissingPages(read("/portal/missing.txt"));
    }

    void register(@Observes Router router) {
        router.routeWithRegex("/")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .order(0)
                .handler(PortalPages::toPublisher);
        for (String shell : SHELLS) {
            // Not "/publisher*", which /publisher-x would match, too.
            serve(router, shell);
            serve(router, shell + "/*");
        }
        serve(router, SIGNED_IN);
    }

    private void serve(Router router, String path) {
        router.route(path)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .order(0)
                .handler(this::answer);
    }

    private static void toPublisher(RoutingContext routing) {
        routing.response()
                .setStatusCode(302)
                .putHeader("Location", SHELLS.getFirst())
                .end();
    }

    private void answer(RoutingContext routing) {
        HttpServerResponse response = routing.response()
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cache-Control", "no-cache");
        if (document == null) {
            missing.answer(response);
        } else {
            response.putHeader("Content-Security-Policy", policy)
                    .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                    .end(document);
        }
    }

    /** No inline script or style, nothing of another host; streams of the gateways. */
    private static String policy(List<String> connections) {
        return "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self' "
                + String.join(" ", connections)
                + "; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }

    private static @Nullable String read(String name) {
        try (InputStream file = PortalPages.class.getResourceAsStream(name)) {
            return file == null ? null : new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot be read", e);
        }
    }
}
