package dev.sluice.publisher.web.browser;

import dev.sluice.service.http.WebOrigin;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The origins of this publisher's pages: {@code sluice.publisher.origins}, or without it this machine's names for its port. */
@ApplicationScoped
public class Origins {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String ORIGIN = "Origin";
    private static final String FETCH_SITE = "Sec-Fetch-Site";
    private static final String AUTHORIZATION = "Authorization";

    private final OriginRule rule;
    private final Set<WebOrigin> named = new HashSet<>();

    Origins(@ConfigProperty(name = OriginRule.KEY) Optional<List<String>> origins) {
        List<String> all = origins.orElse(List.of());
        this.rule = new OriginRule(all);
        all.forEach(origin -> WebOrigin.of(origin).ifPresent(named::add));
    }

    /** Makes a wrong setting known at the start, not at the first request. */
    void start(@Observes StartupEvent start) {}

    /** Why a request may have been made by another site's page; empty = it was not. */
    public Optional<String> fault(HttpServerRequest request) {
        return rule.fault(new OriginRule.Sender(
                request.method().name(),
                requested(request),
                request.getHeader(AUTHORIZATION),
                request.headers().getAll(ORIGIN),
                request.headers().getAll(FETCH_SITE)));
    }

    /** The origin that a request was sent to, if pages live there. */
    public Optional<String> of(HttpServerRequest request) {
        String origin = requested(request);
        return isOurs(origin, request) ? Optional.of(origin) : Optional.empty();
    }

    /**
     * Returns whether pages live at an origin.
     *
     * @param text to the letter: with white space around it it is none
     * @param request that says which port is ours, where no origins are named
     */
    public boolean isOurs(String text, HttpServerRequest request) {
        return WebOrigin.of(text)
                .filter(_ -> text.equals(text.strip()))
                .filter(origin -> named.isEmpty() ? isLoopback(origin, request) : named.contains(origin))
                .isPresent();
    }

    private static boolean isLoopback(WebOrigin origin, HttpServerRequest request) {
        return LOOPBACK.contains(origin.host())
                && origin.port() == request.localAddress().port()
                && origin.scheme().equals(request.scheme());
    }

    private static String requested(HttpServerRequest request) {
        return request.scheme() + "://" + request.authority();
    }
}
