package dev.sluice.publisher.delivery.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * How long changes wait in the outbox for one control topic, and how long they took to Kafka. Written by the drain, read by
 * any thread: what waits grows older also while the drain sits in Kafka, or has no database.
 */
final class OutboxTimes {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final Duration[] BUCKETS = LongStream.of(
                    5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final Timer propagation;
    private volatile OptionalLong oldestNanos = OptionalLong.empty();

    OutboxTimes(MeterRegistry registry, ControlTopic topic) {
        this.propagation = Timer.builder("sluice_publisher_propagation")
                .tag("topic", topic.text())
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        Gauge.builder("sluice_publisher_outbox_age_seconds", this, OutboxTimes::ageSeconds)
                .tag("topic", topic.text())
                .strongReference(true)
                .register(registry);
    }

    /** @param writtenNanos of the oldest row, by {@link System#nanoTime()}; empty = none waits */
    void onOldest(OptionalLong writtenNanos) {
        oldestNanos = writtenNanos;
    }

    /** Kafka has these records. */
    void onCommitted(List<OutboxRow> records) {
        long now = System.nanoTime();
        for (OutboxRow record : records) {
            propagation.record(now - record.writtenNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private double ageSeconds() {
        OptionalLong oldest = oldestNanos;
        return oldest.isEmpty() ? 0 : (System.nanoTime() - oldest.getAsLong()) / NANOS_PER_SECOND;
    }
}
