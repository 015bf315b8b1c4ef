package dev.sluice.service.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class RequestMeterTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final RequestMeter meter = new RequestMeter(registry, "requests");

    @Test
    void requestsAreCountedByMethodRouteAndStatus() {
        meter.record("GET", "/apis/{apiId}", 404, 1);
        meter.record("GET", "/apis/{apiId}", 404, 1);
        meter.record("GET", "/apis", RequestMeter.GONE, 1);

        assertThat(registry.get("requests")
                        .tags("method", "GET", "route", "/apis/{apiId}", "status", "404")
                        .timer()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get("requests").tag("status", "gone").timer().count())
                .isEqualTo(1);
    }

    @Test
    void whatClientsMakeUpMakesNoNewSeries() {
        for (int i = 0; i < 100; i++) {
            meter.record("MADE" + i, null, 405, 1);
        }

        assertThat(registry.getMeters()).hasSize(1);
    }
}
