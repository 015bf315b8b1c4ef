package dev.sluice.service.meter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long the requests to a REST API take, by method, route and status. Nothing that a client makes up becomes a label: a
 * method or path that the API does not have is {@code other}. Thread safe.
 */
public final class RequestMeter {
    /** The status of a request whose client did not wait for its end. */
    public static final int GONE = 0;

    static final String OTHER = "other";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");

    private final MeterRegistry registry;
    private final String name;

    /** @param name without the unit, as {@code sluice_publisher_requests} */
    public RequestMeter(MeterRegistry registry, String name) {
        this.registry = registry;
        this.name = name;
    }

    /** @param route the template that has matched, as {@code /apis/{apiId}}; {@code null} = none has */
    public void record(String method, @Nullable String route, int status, long nanos) {
        Timer.builder(name)
                .tag("method", METHODS.contains(method) ? method : OTHER)
                .tag("route", route == null ? OTHER : route)
                .tag("status", status == GONE ? "gone" : Integer.toString(status))
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
    }
}
