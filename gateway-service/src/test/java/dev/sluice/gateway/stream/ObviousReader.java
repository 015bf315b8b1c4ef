package dev.sluice.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.stream.TestLoop.Row;
import dev.sluice.model.api.TopicStreaming.SlowClient;
import dev.sluice.model.event.EventId;
import dev.sluice.model.event.RecordKind;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A client that believes only ids: what it is sent is the next record after the last id it has seen, or it has been told
 * a gap up to there. What is passed over without being lost, told too much, twice or not at all is found.
 */
final class ObviousReader {
    private static final Pattern BLOCK = Pattern.compile("id: ([0-9a-z.]+)\n(?:event: ([^\n]+)\n)?data: ([^\n]*)\n\n");
    private static final Pattern REASON = Pattern.compile("\"reason\":\"([a-z-]+)\"");
    private static final Pattern MISSED = Pattern.compile("\"missed\":(\\d+)");

    final TestOutlet outlet;
    private final SlowClient policy;
    private final List<Row> rows;
    /** So many rows had been read when it came; a gap of retention takes it there at least; -1 = it is sent what is left. */
    private int newest = -1;
    /** The first row that it has been neither sent nor told of. */
    private int next;

    private @Nullable EventId at;
    /** It counts from a place that it has no id of, and has been sent nothing. */
    private boolean countsWithoutId;
    /** Of what is earlier it wants nothing before it is live. */
    private long since = Long.MIN_VALUE;
    /** It has been sent nothing, and wants all since a time: what is missing has to be told. */
    private boolean isBeforeRange;

    private boolean isLost;
    private boolean wasReset;
    private boolean conflated;
    private int lives;
    /** So many blocks it had been sent when the upstream was live first; -1 = it has not been yet. */
    private int sentWhenLive = -1;

    ObviousReader(TestOutlet outlet, SlowClient policy, List<Row> rows) {
        this.outlet = outlet;
        this.policy = policy;
        this.rows = rows;
    }

    void beginAt(int row) {
        next = row;
    }

    void beginAfter(EventId id) {
        at = id;
        next = after(id);
    }

    /** It wants the events that come after this one of this generation, from this row on. */
    void beginAfter(String generation, long sequence, int row) {
        at = new EventId(generation, sequence, 0);
        next = row;
        countsWithoutId = true;
    }

    /** It wants all since a time, from this row on. */
    void beginSince(int row, long time) {
        next = row;
        since = time;
        isBeforeRange = true;
    }

    /** When retention has taken its next events it goes on at the newest; there were so many when it came. */
    void goOnAtNewest(int rowsRead) {
        newest = rowsRead;
    }

    /** A gap has to be told before anything else. */
    void beginLostAt(int row) {
        next = row;
        isLost = true;
    }

    void onUpstreamLive() {
        sentWhenLive = sentWhenLive < 0 ? outlet.blocks() : sentWhenLive;
    }

    void onReset() {
        wasReset = true;
    }

    /** Judges all that it was sent. @param lost so many rows were no longer in the log */
    void judge(int lost) {
        for (int i = 0; i < outlet.taken.size(); i++) {
            String text = outlet.taken.get(i);
            if (isStatusWithoutPlace(text)) {
                assertThat(at == null || countsWithoutId).as(text).isTrue();
                continue;
            }
            Matcher block = BLOCK.matcher(text);
            assertThat(block.find()).as(text).isTrue();
            EventId id = EventId.parse(block.group(1)).orElseThrow();
            String type = block.group(2) == null ? "message" : block.group(2);
            if (block.group(3).startsWith("e")) {
                onRow(id, type, block.group(3), lost);
            } else {
                switch (type) {
                    case "sluice.live" -> {
                        lives++;
                        assertLiveIsTrue(i);
                        onPlace(id, lost);
                    }
                    case "sluice.status" -> onPlace(id, lost);
                    case "sluice.gap" -> onGap(id, block.group(3), lost);
                    case "sluice.goaway" -> assertThat(outlet.ended).isEqualTo(CloseReason.SLOW);
                    default -> throw new AssertionError(text);
                }
            }
        }
        onEnd(lost);
    }

    private void onRow(EventId id, String type, String data, int lost) {
        int row = indexOf(id.generation(), id.sequence());
        assertThat(row).as("%s is the next one", id).isGreaterThanOrEqualTo(next);
        assertThat(isLost).as("%s comes after a gap", id).isFalse();
        assertThat(data).isEqualTo("e" + id.sequence());
        assertThat(type).isEqualTo(type(rows.get(row)));
        assertThat(id.offset()).isEqualTo(rows.get(row).offset());
        EventId last = at;
        if (isBeforeRange) {
            boolean isMissing = rows.subList(next, row).stream().anyMatch(passed -> passed.time() >= since);
            assertThat(isMissing && rows.get(row).sequence() > 1)
                    .as("%s is the first one since %s", id, since)
                    .isFalse();
            isBeforeRange = false;
        }
        if (!conflated) {
            assertPassable(row, lost);
            assertThat(last == null || follows(last, id))
                    .as("%s follows %s", id, last)
                    .isTrue();
        }
        at = id;
        next = row + 1;
        countsWithoutId = false;
    }

    private void onGap(EventId id, String data, int lost) {
        String reason = group(REASON, data);
        boolean slow = reason.equals("slow") || reason.equals("conflated");
        boolean reset = wasReset && reason.equals("reset");
        EventId last = at;
        // What a fresh client was on its way to is gone with its log: then the gap is told where it was.
        int after = reset && last == null ? Math.max(next, after(id)) : after(id);
        assertThat(after).as("goes forward").isGreaterThanOrEqualTo(next);
        if (slow) {
            assertThat(policy).isEqualTo(reason.equals("slow") ? SlowClient.GAP : SlowClient.CONFLATE);
            conflated |= reason.equals("conflated");
        } else {
            if (newest < 0 || !reason.equals("retention") || last == null || countsWithoutId) {
                assertPassable(after, lost);
            } else if (lives == 0
                    && newest > 0
                    && rows.get(newest - 1).generation().equals(id.generation())
                    && !endsIn(next, rows.size())) {
                assertThat(after).as("is where the newest was").isGreaterThanOrEqualTo(newest);
            }
            // One that has not been told its place yet has one all the same.
            boolean tells = last == null ? isLost || startsAfterRemoved(after) || after > next : !isSame(last, id);
            assertThat(tells || isLost || reset).as("tells something: %s", data).isTrue();
        }
        if (!conflated
                && !(reset && countsWithoutId)
                && last != null
                && id.generation().equals(last.generation())) {
            Matcher missed = MISSED.matcher(data);
            long told = missed.find() ? Long.parseLong(missed.group(1)) : 0;
            assertThat(told).as(data).isEqualTo(id.sequence() - last.sequence());
        }
        at = id;
        next = after;
        isLost = false;
        isBeforeRange = false;
        countsWithoutId = false;
    }

    /** It is never taken past the end of the channel. */
    private boolean endsIn(int from, int to) {
        return rows.subList(from, to).stream().anyMatch(row -> row.kind() == RecordKind.END);
    }

    /** Whether the first event since a time that is kept comes after others of its generation. */
    private boolean startsAfterRemoved(int row) {
        return isBeforeRange && (row == rows.size() || rows.get(row).sequence() > 1 || row > next);
    }

    private boolean isStatusWithoutPlace(String text) {
        return text.startsWith("event: sluice.status\n");
    }

    /** The upstream was live before, or the next block says that it is. */
    private void assertLiveIsTrue(int block) {
        boolean isFollowed = block + 1 < outlet.taken.size()
                && !outlet.taken.get(block + 1).contains("event: sluice.status")
                && !outlet.taken.get(block + 1).contains("event: sluice.goaway");
        assertThat(sentWhenLive >= 0 && sentWhenLive <= block || isFollowed)
                .as("the upstream is live at block %s", block)
                .isTrue();
    }

    /** It is told its place: from here on live, or not yet. */
    private void onPlace(EventId id, int lost) {
        assertThat(isLost).as("a place before a gap is told").isFalse();
        EventId last = at;
        isBeforeRange = false;
        if (last == null) {
            int after = Math.max(next, after(id));
            assertPassable(after, lost);
            next = after;
        } else {
            assertThat(isSame(last, id)).as("at %s after %s", id, last).isTrue();
        }
        at = id;
        countsWithoutId = false;
    }

    private void onEnd(int lost) {
        CloseReason ended = outlet.ended;
        if (ended == null) {
            assertPassable(rows.size(), lost);
            assertThat(lives).as("told once that it is live").isEqualTo(1);
        } else if (ended == CloseReason.SLOW) {
            assertThat(policy).isEqualTo(SlowClient.CLOSE);
        } else {
            assertThat(ended).isEqualTo(CloseReason.ENDED);
            assertThat(rows.get(next - 1).kind()).isEqualTo(RecordKind.END);
        }
    }

    /** All rows from the next one to this one are gone. */
    private void assertPassable(int row, int lost) {
        for (int passed = Math.max(next, lost); passed < row; passed++) {
            assertThat(rows.get(passed).time())
                    .as("rows %s to %s were neither sent nor told, and %s are lost", next, row, lost)
                    .isLessThan(since);
        }
    }

    /** The first row after this id, which is that of a row, or right before one, or before all of its generation. */
    private int after(EventId id) {
        int same = indexOf(id.generation(), id.sequence());
        int following = indexOf(id.generation(), id.sequence() + 1);
        assertThat(same >= 0 || following >= 0 || id.sequence() == 0)
                .as("%s is a place", id)
                .isTrue();
        return same >= 0 ? same + 1 : following >= 0 ? following : next;
    }

    private int indexOf(String generation, long sequence) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).sequence() == sequence && rows.get(i).generation().equals(generation)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean follows(EventId last, EventId id) {
        return id.generation().equals(last.generation()) && id.sequence() == last.sequence() + 1;
    }

    private static boolean isSame(EventId last, EventId id) {
        return id.generation().equals(last.generation()) && id.sequence() == last.sequence();
    }

    private static String type(Row row) {
        return switch (row.kind()) {
            case EVENT -> {
                String type = Frames.typeOf(row.sequence());
                yield type == null ? "message" : type;
            }
            case GAP -> "sluice.gap";
            case END -> "sluice.end";
            case CLAIM, MARK -> throw new AssertionError(row);
        };
    }

    private static String group(Pattern pattern, String data) {
        Matcher found = pattern.matcher(data);
        assertThat(found.find()).as(data).isTrue();
        return found.group(1);
    }
}
