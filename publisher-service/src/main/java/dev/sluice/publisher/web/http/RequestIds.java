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
public class RequestIds {
    static final String HEADER = "Sluice-Request-Id";

    private static final Logger LOG = Logger.getLogger(RequestIds.class);
    private static final int FIRST_REFUSAL = 400;

    /** Before everything that answers. */
    private static final int FIRST = 25_000;

    private static final String KEY = RequestIds.class.getName();

    void register(@Observes Filters filters) {
        filters.register(RequestIds::name, FIRST);
    }

    /** The id of a request; empty when it has none. */
    public static String of(RoutingContext routing) {
        String id = routing.get(KEY);
        return id == null ? "" : id;
    }

    private static void name(RoutingContext routing) {
        routing.put(KEY, HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
        routing.addHeadersEndHandler(_ -> {
            HttpServerResponse response = routing.response();
            if (!response.headers().contains(HEADER)) {
                response.putHeader(HEADER, of(routing));
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
