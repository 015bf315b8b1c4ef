package dev.sluice.publisher.usage;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What a run of a gateway has reported of a series in a minute.
 *
 * @param start when the minute begins
 * @param writer {@link UsageSeries#writer}
 * @param closed streams, by reason
 * @param open streams, at the time of the report
 */
record UsageRow(
        UsageSeries series,
        Instant start,
        UUID writer,
        long events,
        long bytes,
        long replayed,
        long opened,
        Map<String, Long> closed,
        int open) {
    UsageRow {
        closed = Map.copyOf(closed);
    }

    /** What tells it from other rows. */
    record Key(UUID series, Instant start, UUID writer) {}

    Key key() {
        return new Key(series.id(), start, writer);
    }

    /** The sum of all that only grows within the minute: of two reports the later one has more. */
    BigDecimal progress() {
        return closed.values().stream()
                .map(BigDecimal::valueOf)
                .reduce(
                        BigDecimal.valueOf(events)
                                .add(BigDecimal.valueOf(bytes))
                                .add(BigDecimal.valueOf(replayed))
                                .add(BigDecimal.valueOf(opened)),
                        BigDecimal::add);
    }
}
