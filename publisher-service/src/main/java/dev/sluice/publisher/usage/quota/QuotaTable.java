package dev.sluice.publisher.usage.quota;

import dev.sluice.kafka.TopicTable;
import dev.sluice.model.quota.QuotaKey;
import dev.sluice.model.quota.QuotaRecord;
import dev.sluice.model.quota.Window;
import dev.sluice.model.wire.UnreadableRecordException;
import dev.sluice.model.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What {@code sluice.quota} says of the open windows of subscriptions and applications. One thread writes, any thread reads.
 *
 * <p>Memory: about 300 bytes for each counter, window and run of a gateway that has counted in it; of addresses, and of windows
 * that are over, nothing is kept.
 */
final class QuotaTable implements TopicTable.Sink {
    /** Kafka is asked each second; without an answer for so long, what is known may be old. */
    private static final long RECENT_NANOS = Duration.ofSeconds(5).toNanos();

    private static final Duration SWEEP = Duration.ofMinutes(1);
    private static final String OF_ADDRESS = "i:";
    private static final char SLASH = '/';

    /** A counter and a window of it. */
    record Place(String counter, Window window) {
        String text() {
            return counter + SLASH + window;
        }
    }

    /** Of one place; the parts are the table's thread's alone. */
    private static final class Sum {
        private final Place place;
        private final Map<String, QuotaUse> parts = new HashMap<>();
        private volatile QuotaUse whole = QuotaUse.NONE;

        Sum(Place place) {
            this.place = place;
        }

        Window window() {
            return place.window();
        }

        void set(String writer, @Nullable QuotaUse use) {
            QuotaUse before = use == null ? parts.remove(writer) : parts.put(writer, use);
            whole = whole.minus(before == null ? QuotaUse.NONE : before).plus(use == null ? QuotaUse.NONE : use);
        }
    }

    private final InstantSource clock;
    private final LongSupplier nanoClock;
    private ConcurrentNavigableMap<String, Sum> filling = new ConcurrentSkipListMap<>();
    private final Set<Place> changed = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ConcurrentNavigableMap<String, Sum> shown;
    private volatile long answeredAt;
    private Instant swept;

    /** @param nanoClock monotonic, such as {@link System#nanoTime} */
    QuotaTable(InstantSource clock, LongSupplier nanoClock) {
        this.clock = clock;
        this.nanoClock = nanoClock;
        this.swept = clock.instant();
    }

    /** Until all has been read again, what was read before is shown. */
    @Override
    public void onBeginning() {
        filling = new ConcurrentSkipListMap<>();
    }

    @Override
    public void onRecord(ConsumerRecord<String, byte[]> row) {
        QuotaKey key = QuotaKey.parse(row.key() == null ? "" : row.key())
                .orElseThrow(() -> new UnreadableRecordException("not a quota's key", null));
        QuotaRecord record = row.value() == null ? null : Wire.readQuota(row.value());
        if (key.counter().startsWith(OF_ADDRESS)) {
            return;
        }
        Window.parse(key.window())
                .filter(window -> window.end().isAfter(clock.instant()))
                .ifPresent(window -> set(new Place(key.counter(), window), key, record));
    }

    private void set(Place place, QuotaKey key, @Nullable QuotaRecord record) {
        QuotaUse use = record == null ? null : new QuotaUse(record.events(), record.bytes());
        filling.computeIfAbsent(place.text(), _ -> new Sum(place)).set(key.nodeId() + SLASH + key.incarnation(), use);
        if (filling == shown) {
            changed.add(place);
        }
    }

    @Override
    public void onRead() {
        Instant now = clock.instant();
        if (now.isAfter(swept.plus(SWEEP))) {
            filling.values().removeIf(sum -> !sum.window().end().isAfter(now));
            changed.removeIf(place -> !place.window().end().isAfter(now));
            swept = now;
        }
    }

    @Override
    public void onAnswer() {
        answeredAt = nanoClock.getAsLong();
    }

    @Override
    public void onCaughtUp() {
        if (filling != shown) {
            shown = filling;
            filling.values().forEach(sum -> changed.add(sum.place));
        }
        onRead();
    }

    /** Returns whether this is how it stands, give or take a second. */
    boolean isRecent() {
        return shown != null && nanoClock.getAsLong() - answeredAt <= RECENT_NANOS;
    }

    QuotaUse use(String counter, Window window) {
        Map<String, Sum> present = shown;
        Sum sum = present == null ? null : present.get(new Place(counter, window).text());
        return sum == null ? QuotaUse.NONE : sum.whole;
    }

    /** The counters that begin so and have counted something in a window that is open. */
    List<String> counters(String beginning) {
        ConcurrentNavigableMap<String, Sum> present = shown;
        return present == null
                ? List.of()
                : present.subMap(beginning, beginning + Character.MAX_VALUE).keySet().stream()
                        .map(place -> place.substring(0, place.indexOf(SLASH)))
                        .distinct()
                        .toList();
    }

    /** What has changed since this was asked last, as far as it is shown. */
    List<Place> takeChanged() {
        List<Place> taken = List.copyOf(changed);
        taken.forEach(changed::remove);
        return taken;
    }
}
