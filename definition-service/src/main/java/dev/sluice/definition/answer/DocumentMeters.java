package dev.sluice.definition.answer;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/** {@code sluice_definition_*}: what documents cost. Made once, counted without a look-up; thread safe. */
public final class DocumentMeters {
    /** What is done with a document. */
    public enum Task {
        VALIDATE,
        IMPORT,
        CONVERT
    }

    private static final Duration[] BUCKETS = LongStream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Map<Task, Timer> times = new EnumMap<>(Task.class);

    public DocumentMeters(MeterRegistry registry) {
        this.registry = registry;
        for (Task task : Task.values()) {
            times.put(
                    task,
                    Timer.builder("sluice_definition_document")
                            .tag("task", task.name().toLowerCase(Locale.ROOT))
                            .serviceLevelObjectives(BUCKETS)
                            .register(registry));
        }
    }

    /** The documents that wait for a thread; by lane. */
    void watch(String lane, Collection<?> waiting) {
        Gauge.builder("sluice_definition_waiting_documents", waiting, Collection::size)
                .tag("lane", lane)
                .strongReference(true)
                .register(registry);
    }

    /** The work on a document is over, however it ended. */
    void onWorked(Task task, long nanos) {
        requireNonNull(times.get(task)).record(Duration.ofNanos(nanos));
    }
}
