package dev.sluice.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.stream.TestLoop.Row;
import dev.sluice.model.event.EventId;
import dev.sluice.model.event.RecordKind;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A client without control events: it is sent the backend's events and ids, and its stream ends where something is
 * missing. What is missing at its beginning, the head has told.
 */
final class SilentReader {
    private static final Pattern BLOCK =
            Pattern.compile("id: ([0-9a-z.]+)\n(?:(?:event: ([^\n]+)\n)?data: ([^\n]*)\n)?\n");

    final TestOutlet outlet;
    private final List<Row> rows;
    /** Gaps of the log are nothing to it before it has been sent an event. */
    private boolean hasNothingToMiss;

    private int next;
    private @Nullable EventId at;
    private boolean wasReset;
    private boolean probing;

    SilentReader(TestOutlet outlet, List<Row> rows) {
        this.outlet = outlet;
        this.rows = rows;
    }

    void beginAt(int row) {
        next = row;
        hasNothingToMiss = true;
    }

    void beginBehind(EventId id) {
        probing = true;
        at = id;
        next = indexOf(id) + 1;
    }

    private void beginBehindGap(Start start) {
        EventId id = new EventId(start.generation(), start.sequence(), start.place());
        int same = indexOf(id);
        at = id;
        next = same >= 0 ? same + 1 : indexOf(new EventId(id.generation(), id.sequence() + 1, 0));
    }

    /** It has been answered: with a gap, or exactly where it was. */
    void onHead(Start start) {
        probing = false;
        if (!start.isResume()) {
            // A gap that follows with no event between is part of the one that the head has told.
            hasNothingToMiss = true;
            beginBehindGap(start);
        }
    }

    /** Whether it waits for its head. */
    boolean isProbing() {
        return probing;
    }

    void onReset() {
        wasReset = true;
    }

    /** Judges all that it was sent. @param lost so many rows were no longer in the log */
    void judge(int lost) {
        for (String text : outlet.taken) {
            Matcher block = BLOCK.matcher(text);
            assertThat(block.find()).as(text).isTrue();
            assertThat(text).doesNotContain("event: sluice.");
            EventId id = EventId.parse(block.group(1)).orElseThrow();
            if (block.group(3) != null) {
                onEvent(id, block.group(3), lost);
            } else {
                onId(id, lost);
            }
        }
        onEnd(lost);
    }

    private void onEvent(EventId id, String data, int lost) {
        passGaps();
        int row = indexOf(id);
        assertThat(data).isEqualTo("e" + id.sequence());
        assertThat(rows.get(row).kind()).isEqualTo(RecordKind.EVENT);
        take(id, row, lost);
        hasNothingToMiss = false;
    }

    /** It is live there, or the channel has ended there. */
    private void onId(EventId id, int lost) {
        EventId last = at;
        int row = indexOf(id);
        if (row >= next && rows.get(row).kind() == RecordKind.END) {
            passGaps();
            take(id, row, lost);
        } else if (last == null) {
            next = Math.max(next, row + 1);
            at = id;
        } else {
            while (!isSame(last, id)) {
                int before = next;
                passGap();
                assertThat(next).as("live at %s behind %s", id, last).isGreaterThan(before);
                last = at;
            }
        }
    }

    private void take(EventId id, int row, int lost) {
        EventId last = at;
        assertThat(row).as("%s is the next one", id).isGreaterThanOrEqualTo(next);
        for (int passed = next; passed < row; passed++) {
            boolean isHidden = hasNothingToMiss && rows.get(passed).kind() == RecordKind.GAP;
            assertThat(isHidden || passed < lost)
                    .as("row %s was passed over", passed)
                    .isTrue();
        }
        assertThat(last == null || follows(last, rows.get(row)))
                .as("%s follows %s", id, last)
                .isTrue();
        at = id;
        next = row + 1;
    }

    private void onEnd(int lost) {
        CloseReason ended = outlet.ended;
        if (ended == null) {
            passGaps();
            assertThat(next >= rows.size() || rows.size() <= lost)
                    .as("all was sent")
                    .isTrue();
        } else if (ended == CloseReason.ENDED) {
            assertThat(rows.get(next - 1).kind()).isEqualTo(RecordKind.END);
        } else {
            assertThat(ended).isEqualTo(CloseReason.GAP);
            boolean isCut = next < lost;
            passGaps();
            EventId last = at;
            boolean missing = isCut
                    || wasReset
                    || rows.get(next).kind() == RecordKind.GAP
                    || last == null
                    || !follows(last, rows.get(next));
            assertThat(missing).as("something is missing behind %s", last).isTrue();
        }
    }

    private void passGaps() {
        for (int before = -1; before < next; ) {
            before = next;
            passGap();
        }
    }

    private void passGap() {
        EventId last = at;
        if (hasNothingToMiss && next < rows.size() && rows.get(next).kind() == RecordKind.GAP) {
            Row gap = rows.get(next);
            if (last == null) {
                next++;
            } else if (follows(last, gap)) {
                at = new EventId(gap.generation(), gap.sequence(), gap.offset());
                next++;
            }
        }
    }

    private int indexOf(EventId id) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).sequence() == id.sequence()
                    && rows.get(i).generation().equals(id.generation())) {
                return i;
            }
        }
        return -1;
    }

    private static boolean follows(EventId last, Row row) {
        return row.generation().equals(last.generation()) && row.sequence() == last.sequence() + 1;
    }

    private static boolean isSame(@Nullable EventId last, EventId id) {
        return last != null && id.generation().equals(last.generation()) && id.sequence() == last.sequence();
    }
}
