package dev.sluice.gateway.server;

import dev.sluice.gateway.quotalog.QuotaCleaner;
import dev.sluice.gateway.quotalog.QuotaReader;
import dev.sluice.gateway.quotalog.QuotaReports;
import dev.sluice.kafka.UnreadableRecords;
import dev.sluice.model.topic.KafkaTopic;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** The meters of what gateways know of each other's use of quotas. */
final class QuotaMeters {
    private static final String PREFIX = "sluice_gateway_quota_";

    private QuotaMeters() {}

    static void register(
            MeterRegistry registry,
            QuotaReports reports,
            QuotaReader reader,
            QuotaCleaner cleaner,
            UnreadableRecords unreadable,
            KafkaTopic topic) {
        FunctionCounter.builder(PREFIX + "reports", reports, QuotaReports::written)
                .register(registry);
        Gauge.builder(PREFIX + "keys", reports, QuotaReports::keys).register(registry);
        FunctionCounter.builder(PREFIX + "received", reader, QuotaReader::records)
                .register(registry);
        Gauge.builder(PREFIX + "recovery_seconds", reader, QuotaReader::recoverySeconds)
                .register(registry);
        FunctionCounter.builder(PREFIX + "deleted", cleaner, QuotaCleaner::deleted)
                .register(registry);
        FunctionCounter.builder("sluice_gateway_unreadable_records", unreadable, records -> records.count(topic))
                .tag("topic", "quota")
                .register(registry);
    }
}
