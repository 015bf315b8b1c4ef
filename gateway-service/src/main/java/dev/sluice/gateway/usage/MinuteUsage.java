package dev.sluice.gateway.usage;

import dev.sluice.model.usage.UsageRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What this node has counted, by minute, until Kafka has it. Of a minute that is over nothing changes any more, so what Kafka
 * has of it is forgotten. While Kafka is away the oldest minutes are dropped at a bound. For one thread.
 */
final class MinuteUsage {
    static final long MINUTE_MILLIS = 60_000;

    /** Of one series in one minute. */
    static final class Entry {
        private final long minute;
        private final UsageAmounts amounts;
        private final Set<String> apiKeys = new TreeSet<>();
        private int open;
        private long changes = 1;
        private long changesInKafka;

        Entry(long minute, UsageDimensions series) {
            this.minute = minute;
            this.amounts = UsageAmounts.none(series);
        }

        long minute() {
            return minute;
        }

        UsageAmounts amounts() {
            return amounts;
        }

        /** How many streams there were when it was changed last. */
        int open() {
            return open;
        }

        /** The keys by which streams were open in the minute. */
        List<String> apiKeys() {
            return List.copyOf(apiKeys);
        }

        void use(@Nullable String apiKey) {
            if (apiKey != null && apiKeys.size() < UsageRecord.MAX_API_KEYS && apiKeys.add(apiKey)) {
                changes++;
            }
        }

        long changes() {
            return changes;
        }

        /** Returns whether Kafka does not have it as it is now. */
        boolean isWaiting() {
            return changes != changesInKafka;
        }
    }

    private final int maxMinutes;
    private final int maxEntries;
    private final TreeMap<Long, Map<UsageDimensions, Entry>> minutes = new TreeMap<>();
    /** Streams that are open now, by their series. */
    private final Map<UsageDimensions, Integer> open = new HashMap<>();
    /** Those that an API key has opened, each key by itself. */
    private final Map<UsageDimensions, Integer> openByKeys = new HashMap<>();

    private long current = Long.MIN_VALUE;
    private int entries;
    private long dropped;

    /**
     * @param maxMinutes that wait for Kafka, beside the present one
     * @param maxEntries of all minutes that are over, about
     */
    MinuteUsage(int maxMinutes, int maxEntries) {
        this.maxMinutes = maxMinutes;
        this.maxEntries = maxEntries;
    }

    /**
     * Adds what was counted until now.
     *
     * @param sinceMillis when it was taken before; a clock that was set back counts on in the minute that it had reached
     */
    void add(long sinceMillis, List<UsageAmounts> counted) {
        current = Math.max(current, Math.floorDiv(sinceMillis, MINUTE_MILLIS) * MINUTE_MILLIS);
        for (UsageAmounts amounts : counted) {
            UsageDimensions dimensions = amounts.dimensions();
            Entry entry = entry(dimensions.series());
            entry.amounts.add(amounts);
            entry.open = count(open, dimensions.series(), amounts.streams());
            entry.changes++;
            entry.use(dimensions.apiKeyId());
            if (dimensions.apiKeyId() != null) {
                count(openByKeys, dimensions, amounts.streams());
            }
        }
    }

    private static int count(Map<UsageDimensions, Integer> streams, UsageDimensions dimensions, int more) {
        int now = streams.merge(dimensions, more, Integer::sum);
        if (now == 0) {
            streams.remove(dimensions);
        }
        return now;
    }

    /** The present minute is over: streams that were open in it without an event are a part of it, too. */
    void endMinute(long nowMillis) {
        if (current != Long.MIN_VALUE && nowMillis >= current + MINUTE_MILLIS) {
            open.forEach((series, streams) -> entry(series).open = streams);
            openByKeys.keySet().forEach(each -> entry(each.series()).use(each.apiKeyId()));
            current += MINUTE_MILLIS;
            dropAboveBounds();
        }
    }

    /** Returns what Kafka does not have as it is now, oldest first. */
    List<Entry> waiting() {
        List<Entry> waiting = new ArrayList<>();
        minutes.values()
                .forEach(all -> all.values().stream().filter(Entry::isWaiting).forEach(waiting::add));
        return waiting;
    }

    /** Kafka has an entry as it was after so many changes. */
    void onWritten(Entry entry, long changes) {
        entry.changesInKafka = Math.max(entry.changesInKafka, changes);
    }

    /** Forgets what Kafka has of minutes that are over. */
    void forget() {
        var over = minutes.headMap(current);
        over.values().removeIf(all -> {
            int before = all.size();
            all.values().removeIf(entry -> !entry.isWaiting());
            entries -= before - all.size();
            return all.isEmpty();
        });
    }

    /** Returns how many entries are kept; a little late for other threads. */
    int size() {
        return entries;
    }

    /** Returns how many entries were dropped that Kafka does not have; a little late for other threads. */
    long dropped() {
        return dropped;
    }

    private Entry entry(UsageDimensions series) {
        return minutes.computeIfAbsent(current, _ -> new HashMap<>()).computeIfAbsent(series, key -> {
            entries++;
            return new Entry(current, key);
        });
    }

    private void dropAboveBounds() {
        // The minute that has just ended is always kept: nothing of it could be written before.
        long newest = current - MINUTE_MILLIS;
        while (!minutes.isEmpty()
                && minutes.firstKey() < newest
                && (entries > maxEntries || minutes.firstKey() < current - maxMinutes * MINUTE_MILLIS)) {
            var gone = minutes.pollFirstEntry().getValue().values();
            entries -= gone.size();
            dropped += gone.stream().filter(Entry::isWaiting).count();
        }
    }
}
