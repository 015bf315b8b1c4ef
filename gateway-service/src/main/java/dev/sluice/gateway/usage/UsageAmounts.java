package dev.sluice.gateway.usage;

import dev.sluice.gateway.stream.CloseReason;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counted amounts of the same dimensions, to which others can be added. For one thread at a time. */
final class UsageAmounts {
    private final UsageDimensions dimensions;
    private long events;
    private long bytes;
    private long replayed;
    private long opened;
    /** By {@link CloseReason#ordinal}; {@code null} = none. */
    private long @Nullable [] closed;

    /** How many streams there are more than before; below zero: less. */
    private int streams;

    UsageAmounts(
            UsageDimensions dimensions,
            long events,
            long bytes,
            long replayed,
            long opened,
            long @Nullable [] closed,
            int streams) {
        this.dimensions = dimensions;
        this.events = events;
        this.bytes = bytes;
        this.replayed = replayed;
        this.opened = opened;
        this.closed = closed;
        this.streams = streams;
    }

    static UsageAmounts none(UsageDimensions dimensions) {
        return new UsageAmounts(dimensions, 0, 0, 0, 0, null, 0);
    }

    UsageDimensions dimensions() {
        return dimensions;
    }

    long events() {
        return events;
    }

    long bytes() {
        return bytes;
    }

    long replayed() {
        return replayed;
    }

    long opened() {
        return opened;
    }

    int streams() {
        return streams;
    }

    /** Returns how many were closed, by reason; without those for which none was. */
    Map<String, Long> closed() {
        Map<String, Long> byReason = new TreeMap<>();
        long[] counts = closed;
        if (counts != null) {
            for (CloseReason reason : CloseReason.values()) {
                if (counts[reason.ordinal()] > 0) {
                    byReason.put(reason.name().toLowerCase(Locale.ROOT), counts[reason.ordinal()]);
                }
            }
        }
        return byReason;
    }

    void add(UsageAmounts more) {
        events += more.events;
        bytes += more.bytes;
        replayed += more.replayed;
        opened += more.opened;
        streams += more.streams;
        long[] counts = closed;
        long[] others = more.closed;
        if (counts == null) {
            closed = others == null ? null : others.clone();
        } else if (others != null) {
            for (int i = 0; i < counts.length; i++) {
                counts[i] += others[i];
            }
        }
    }
}
