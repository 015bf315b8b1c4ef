package dev.sluice.model.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A feed's log as the worst day of the relays leaves it. Owners claim, freeze, thaw as zombies, lose and repeat sends,
 * end their tenures and claim again, and each of them keeps to the protocol with what it could know. In the end one
 * owner is left alone and sends for every channel.
 *
 * <p>The truth does not come from the rule that is to be tested: the backend of each channel has sent the items 1, 2, 3
 * .., every record carries its item, and each item that takes a sequence must be accepted once, in this order.
 *
 * <p>The offset of a record is its place in {@link #records}: written in that order to an empty Kafka topic they are the
 * same log. The same seed gives the same log.
 */
public final class HostileLog {
    private final List<String> channels;
    private final boolean hasAllKinds;
    private final List<FeedRecord> records = new ArrayList<>();
    private final List<FeedCheckpoint> checkpoints = new ArrayList<>();
    private final List<Object> story = new ArrayList<>();
    private long start;

    HostileLog(HostileScenario scenario) {
        this.channels = IntStream.range(0, scenario.channels())
                .mapToObj(i -> "channel-" + i)
                .toList();
        this.hasAllKinds = scenario.has(HostileScenario.Hazard.ALL_KINDS);
    }

    public static HostileLog of(HostileScenario scenario, Choices choices) {
        return new HostileRun(scenario, choices).run();
    }

    public static HostileLog seeded(HostileScenario scenario, long seed) {
        return of(scenario, Choices.seeded(seed));
    }

    /** All records ever appended, those before {@link #start} included. */
    public List<FeedRecord> records() {
        return Collections.unmodifiableList(records);
    }

    /** The first offset that retention has left. */
    public long start() {
        return start;
    }

    /** The offset of the next record. */
    public long end() {
        return records.size();
    }

    public List<String> channels() {
        return channels;
    }

    /** All checkpoints that were written, oldest first. */
    public List<FeedCheckpoint> checkpoints() {
        return Collections.unmodifiableList(checkpoints);
    }

    public FeedCheckpoint newestCheckpoint() {
        return checkpoints.isEmpty() ? FeedCheckpoint.NONE : checkpoints.getLast();
    }

    /** What must be accepted: of each channel the records that carry the next item, written by who had claimed last. */
    public List<FeedRecord> truth() {
        List<FeedRecord> accepted = new ArrayList<>();
        Map<String, Integer> items = new HashMap<>();
        long claimed = -1;
        for (FeedRecord row : records) {
            if (row.kind() == RecordKind.CLAIM) {
                claimed = row.offset();
            } else if (row.kind().takesSequence()
                    && row.epoch() == claimed
                    && item(row) == itemAfter(items.getOrDefault(row.key(), 0))) {
                items.put(row.key(), item(row));
                accepted.add(row);
            }
        }
        return accepted;
    }

    /** What happened, one thing a line: for a failing test to show. */
    public String story() {
        return story.stream()
                .map(what -> what instanceof FeedRecord row ? shown(row) : what.toString())
                .collect(Collectors.joining("\n"));
    }

    /** The backend's item that a record of a channel carries; it is its upstream id. */
    public static int item(FeedRecord row) {
        if (row.upstreamId() == null) {
            throw new IllegalArgumentException("no item in the " + row.kind() + " at " + row.offset());
        }
        return Integer.parseInt(row.upstreamId());
    }

    /** The next item that takes a sequence. */
    public int itemAfter(int item) {
        int next = item + 1;
        while (!kindOf(next).takesSequence()) {
            next++;
        }
        return next;
    }

    /** What a backend's item is; always the same for the same item. */
    RecordKind kindOf(int item) {
        if (!hasAllKinds) {
            return RecordKind.EVENT;
        }
        if (item % 4 == 3) {
            return RecordKind.MARK;
        }
        if (item % 7 == 0) {
            return RecordKind.GAP;
        }
        return item % 11 == 0 ? RecordKind.END : RecordKind.EVENT;
    }

    long append(FeedRecord sent) {
        long offset = records.size();
        FeedRecord row = new FeedRecord(
                offset,
                offset,
                sent.kind(),
                sent.key(),
                sent.kind() == RecordKind.CLAIM ? offset : sent.epoch(),
                sent.generation(),
                sent.sequence(),
                sent.isFirstOfTenure(),
                sent.type(),
                sent.upstreamId(),
                sent.data());
        records.add(row);
        note(row);
        return offset;
    }

    void add(FeedCheckpoint checkpoint) {
        checkpoints.add(checkpoint);
    }

    void cutTo(long newStart) {
        start = newStart;
    }

    void note(Object what) {
        story.add(what);
    }

    /** All claims that retention has left, and the last one before. */
    List<Long> retained(List<Long> claims) {
        long inForceAtStart = Acceptance.epochAt(start, claims);
        return claims.stream().filter(claim -> claim >= inForceAtStart).toList();
    }

    private static String shown(FeedRecord row) {
        return "  %d: %s %s %s.%d%s epoch %d item %s by %s"
                .formatted(
                        row.offset(),
                        row.kind(),
                        row.key(),
                        row.generation(),
                        row.sequence(),
                        row.isFirstOfTenure() ? " first" : "",
                        row.epoch(),
                        row.upstreamId(),
                        new String(row.data(), UTF_8));
    }
}
