package dev.sluice.publisher.usage;

import dev.sluice.model.usage.UsageRecord;
import dev.sluice.model.wire.UnreadableRecordException;
import dev.sluice.model.wire.Wire;
import dev.sluice.publisher.web.problem.StorableText;
import dev.sluice.publisher.web.rest.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows that some records of {@code sluice.usage} make: each row once, as its latest report says, whatever the order of
 * the records is. Confined to one thread.
 */
final class UsageRows {
    private static final long MINUTE_MS = Duration.ofMinutes(1).toMillis();
    /** A gateway's clock may be ahead, but not by days: such a row would be counted at a time to come. */
    private static final Duration MAX_AHEAD = Duration.ofMinutes(10);

    private static final int MAX_TEXT = 1_024;
    private static final int MAX_REASONS = 64;
    /** Far above what a node delivers in a minute, and far enough below what a number of the database holds. */
    private static final long MAX_COUNT = 1L << 50;

    private static final Comparator<UsageRow.Key> ORDER = Comparator.comparing(UsageRow.Key::series)
            .thenComparing(UsageRow.Key::start)
            .thenComparing(UsageRow.Key::writer);

    private final Instant now;
    private final Instant oldest;
    private final Map<UsageRow.Key, UsageRow> rows = new TreeMap<>(ORDER);
    private final Map<UUID, Instant> keyUses = new HashMap<>();
    private int late;

    /** @param kept how long minutes are kept: older ones are passed over, since the hours that are made of them are not whole */
    UsageRows(Instant now, Duration kept) {
        this.now = now;
        this.oldest = now.minus(kept);
    }

    /**
     * Takes the record that stands under this key.
     *
     * @throws UnreadableRecordException it is none that counts
     */
    void add(@Nullable String key, byte @Nullable [] value) {
        if (key == null || value == null) {
            throw new UnreadableRecordException("a usage record without a key or a value", null);
        }
        UsageRecord record = Wire.readUsage(value);
        UsageRow row = row(key, record);
        require(record.apiKeys().size() <= UsageRecord.MAX_API_KEYS, "too many API keys");
        List<UUID> keys = record.apiKeys().stream().map(UsageRows::id).toList();
        keys.forEach(each -> keyUses.merge(each, row.start(), UsageRows::later));
        if (row.start().isBefore(oldest)) {
            late++;
        } else {
            rows.merge(row.key(), row, UsageRows::later);
        }
    }

    /** In one order, so that two writers that have the same rows never wait for each other in a circle. */
    Collection<UsageRow> rows() {
        return List.copyOf(rows.values());
    }

    /** How many records were of minutes that are not kept any more. */
    int late() {
        return late;
    }

    /** The latest minute of each API key that had a stream. */
    Map<UUID, Instant> keyUses() {
        return Map.copyOf(keyUses);
    }

    private static Instant later(Instant first, Instant second) {
        return first.isAfter(second) ? first : second;
    }

    private static UsageRow later(UsageRow first, UsageRow second) {
        return first.progress().compareTo(second.progress()) > 0 ? first : second;
    }

    private UsageRow row(String key, UsageRecord record) {
        require(key.equals(record.key()), "a key that is not the record's");
        Instant start = Instant.ofEpochMilli(record.minute());
        require(record.minute() >= 0 && record.minute() % MINUTE_MS == 0, "a minute that is none");
        require(!start.isAfter(now.plus(MAX_AHEAD)), "a minute that is to come");
        require(
                Stream.of(record.events(), record.bytes(), record.replayed(), record.opened(), (long) record.open())
                        .allMatch(UsageRows::isCount),
                "a number that is no count");
        require(
                record.closed().size() <= MAX_REASONS
                        && record.closed().values().stream().allMatch(UsageRows::isCount)
                        && record.closed().keySet().stream().allMatch(UsageRows::isText),
                "streams that were closed by no reason");
        UsageSeries series = new UsageSeries(
                text(record.environment()),
                id(record.apiId()),
                text(record.topic()),
                record.applicationId() == null ? null : id(record.applicationId()),
                record.subscriptionId() == null ? null : id(record.subscriptionId()),
                record.plan() == null ? null : text(record.plan()),
                record.keyType());
        return new UsageRow(
                series,
                start,
                UsageSeries.writer(record.node(), record.incarnation()),
                record.events(),
                record.bytes(),
                record.replayed(),
                record.opened(),
                record.closed(),
                record.open());
    }

    private static boolean isCount(long number) {
        return number >= 0 && number <= MAX_COUNT;
    }

    private static boolean isText(String text) {
        return text.length() <= MAX_TEXT && StorableText.is(text);
    }

    private static String text(String text) {
        require(isText(text), "a text that cannot be stored");
        return text;
    }

    private static UUID id(String text) {
        return Ids.parse(text).orElseThrow(() -> new UnreadableRecordException("an id that is none", null));
    }

    private static void require(boolean isRight, String otherwise) {
        if (!isRight) {
            throw new UnreadableRecordException(otherwise, null);
        }
    }
}
