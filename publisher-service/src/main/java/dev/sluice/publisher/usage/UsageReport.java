package dev.sluice.publisher.usage;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of usage, and the sum of all pages.
 *
 * @param total how many rows all pages have
 */
record UsageReport(UsageCounts sum, long total, List<Row> rows) {
    UsageReport {
        rows = List.copyOf(rows);
    }

    /**
     * An interval in which there was something, and a group in it.
     *
     * @param group {@code null} = all together, or what is of none, such as no application
     * @param name of the group, for people; {@code null} = it has none, or is there no more
     */
    record Row(
            Instant start, @Nullable String group, @Nullable String name, UsageCounts counts) {}
}
