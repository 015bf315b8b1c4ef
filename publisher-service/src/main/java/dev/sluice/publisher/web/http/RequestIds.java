package dev.sluice.publisher.web.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Gives every answer an id, 16 hexadecimal digits, by which an operator finds a refusal in the log (at DEBUG). An answer of 500
 * has that of its incident, which is in the log anyway. It is no secret.
 */
@Singleton
class RequestIds {
    static final String HEADER = "Sluice-Request-Id";

    private static final Logger LOG = Logger.getLogger(RequestIds.class);
    private static final int FIRST_REFUSAL = 400;

    /** Before everything that answers. */
    private static final int FIRST = 25_000;

    void register(@Observes Filters filters) {
        filters.register(RequestIds::name, FIRST);
    }

    private static void name(RoutingContext routing) {
        routing.addHeadersEndHandler(_ -> {
            HttpServerResponse response = routing.response();
            if (!response.headers().contains(HEADER)) {
                response.putHeader(
                        HEADER,
                        HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
            }
            if (response.getStatusCode() >= FIRST_REFUSAL) {
                LOG.debugf(
                        "request refused, request=%s, method=%s, path=%s, status=%d",
                        response.headers().get(HEADER),
                        routing.request().method(),
                        routing.normalizedPath(),
                        response.getStatusCode());
            }
        });
        routing.next();
    }
}
