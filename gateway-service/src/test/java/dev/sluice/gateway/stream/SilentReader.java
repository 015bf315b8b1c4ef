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
 * A client without control events: it is sent the backend's events and nothing else, and its stream ends where something is
 * missing, if it has an id to come back with. What is missing at its beginning, the head has told.
 */
final class SilentReader {
    private static final Pattern BLOCK = Pattern.compile("id: ([0-9a-z.]+)\n(?:event: ([^\n]+)\n)?data: ([^\n]*)\n\n");

    final TestOutlet outlet;
    private final List<Row> rows;
    /** Gaps are nothing to it before it has been sent an event, nor are ends that lie in the log. */
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

    void beginAfter(EventId id) {
        probing = true;
        at = id;
        next = indexOf(id) + 1;
    }

    private void beginAfterGap(ResumePlan plan) {
        EventId id = new EventId(plan.generation(), plan.sequence(), plan.place());
        int same = indexOf(id);
        at = id;
        next = same >= 0 ? same + 1 : indexOf(new EventId(id.generation(), id.sequence() + 1, 0));
    }

    /** It has been answered: with a gap, or exactly where it was. */
    void onHead(ResumePlan plan) {
        probing = false;
        if (!plan.isResume()) {
            // A gap that follows with no event between is part of the one that the head has told.
            hasNothingToMiss = true;
            beginAfterGap(plan);
            return;
        }
        for (EventId last = at; last != null && last.sequence() < plan.sequence(); last = at) {
            Row passed = rows.get(next++);
            assertThat(passed.kind()).isEqualTo(RecordKind.END);
            assertThat(follows(last, passed)).isTrue();
            at = new EventId(passed.generation(), passed.sequence(), passed.offset());
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
        List<String> blocks = outlet.taken;
        if (!blocks.isEmpty()) {
            assertThat(blocks.getFirst())
                    .as("the first line of the first block")
                    .isEqualTo("retry: 3000\n");
            assertThat(blocks).hasSizeGreaterThan(1);
            blocks = blocks.subList(1, blocks.size());
        }
        for (String text : blocks) {
            Matcher block = BLOCK.matcher(text);
            assertThat(block.matches()).as(text).isTrue();
            assertThat(text).doesNotContain("event: sluice.");
            onEvent(EventId.parse(block.group(1)).orElseThrow(), block.group(3), lost);
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

    private void take(EventId id, int row, int lost) {
        EventId last = at;
        assertThat(row).as("%s is the next one", id).isGreaterThanOrEqualTo(next);
        for (int passed = next; passed < row; passed++) {
            assertThat(isHidden(passed) || passed < lost)
                    .as("row %s was passed over", passed)
                    .isTrue();
        }
        assertThat(last == null || hasNothingToMiss || follows(last, rows.get(row)))
                .as("%s follows %s", id, last)
                .isTrue();
        at = id;
        next = row + 1;
    }

    private void onEnd(int lost) {
        CloseReason ended = outlet.ended;
        if (ended == null) {
            for (int row = next; row < rows.size(); row++) {
                boolean isGone = row < lost && (hasNothingToMiss || rows.size() <= lost);
                assertThat(isHidden(row) || isGone)
                        .as("row %s was not sent", row)
                        .isTrue();
            }
        } else if (ended == CloseReason.ENDED) {
            while (rows.get(next).kind() != RecordKind.END) {
                assertThat(next < lost || isHidden(next))
                        .as("row %s was passed over", next)
                        .isTrue();
                next++;
            }
        } else {
            assertThat(ended).isEqualTo(CloseReason.GAP);
            assertThat(hasNothingToMiss).as("it has an id to come back with").isFalse();
            boolean isCut = next < lost;
            passGaps();
            EventId last = at;
            boolean missing = isCut
                    || wasReset
                    || rows.get(next).kind() == RecordKind.GAP
                    || last == null
                    || !follows(last, rows.get(next));
            assertThat(missing).as("something is missing after %s", last).isTrue();
        }
    }

    private void passGaps() {
        while (next < rows.size() && isHidden(next)) {
            next++;
        }
    }

    private boolean isHidden(int row) {
        return hasNothingToMiss && rows.get(row).kind() != RecordKind.EVENT;
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
}
