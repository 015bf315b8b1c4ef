package dev.sluice.publisher.web.http;

import dev.sluice.service.meter.RequestMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Measures all requests of port 9443 whose head was taken. Quarkus's own meter of requests is off: of a request that is refused
 * before a route has it, that one takes the path, and of every request the method, as clients have written them.
 */
@Singleton
class RequestTimes {
    /** Where Quarkus's own meters find the template of the route that has matched. */
    private static final String ROUTE = "UrlPathTemplate";

    /** Before everything that answers. */
    private static final int FIRST = 30_000;

    private final RequestMeter meter;

    RequestTimes(MeterRegistry registry) {
        this.meter = new RequestMeter(registry, "sluice_publisher_requests");
    }

    void register(@Observes Filters filters) {
        filters.register(this::measure, FIRST);
    }

    private void measure(RoutingContext routing) {
        long began = System.nanoTime();
        routing.addEndHandler(ended -> meter.record(
                routing.request().method().name(),
                route(routing),
                ended.succeeded() ? routing.response().getStatusCode() : RequestMeter.GONE,
                System.nanoTime() - began));
        routing.next();
    }

    private static @Nullable String route(RoutingContext routing) {
        return routing.request() instanceof HttpServerRequestInternal request
                ? request.context().getLocal(ROUTE)
                : null;
    }
}
