package dev.sluice.gateway.server;

import dev.sluice.gateway.usage.UsageReporter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** The meters of what this node reports of its use. */
final class UsageMeters {
    private static final String PREFIX = "sluice_gateway_usage_";

    private UsageMeters() {}

    static void register(MeterRegistry registry, UsageReporter usage) {
        FunctionCounter.builder(PREFIX + "records", usage, UsageReporter::written)
                .register(registry);
        FunctionCounter.builder(PREFIX + "dropped_records", usage, UsageReporter::dropped)
                .register(registry);
        Gauge.builder(PREFIX + "kept_records", usage, UsageReporter::kept).register(registry);
    }
}
