package dev.sluice.gateway.stream;

import static dev.sluice.gateway.stream.TestLoop.GENERATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.stream.TestLoop.Row;
import dev.sluice.model.control.GapReason;
import dev.sluice.model.event.RecordKind;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code since} says of events that are kept no more: ten events, a millisecond and more between them. */
class SincePositionTest {
    private static final int EVENTS = 10;

    private final TestLoop loop = new TestLoop(0);
    private final List<Row> rows = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTimeFromBeforeWhatIsKeptBeginsAtTheEarliestAndSaysSo(boolean tailBeginsThere) {
        Row wanted = events(GENERATION).get(2);
        cutBefore(6, tailBeginsThere);

        TestOutlet client = open(since(wanted));

        assertThat(client.control("sluice.gap"))
                .singleElement()
                .asString()
                .contains("\"reason\":\"retention\"")
                .contains("\"since\":\"" + Instant.ofEpochMilli(wanted.time()))
                .contains("\"until\":\"" + Instant.ofEpochMilli(rows.get(6).time()))
                .contains("\"missed\":null");
        assertThat(client.taken.getFirst()).contains("event: sluice.gap");
        assertThat(client.data()).containsExactly("e7", "e8", "e9", "e10");
        assertThat(client.control("sluice.live")).hasSize(1);
    }

    @Test
    void aTimeFromWhenTheChannelWasBegunIsNoGapIfAllOfItIsKept() {
        Row first = loop.append(RecordKind.EVENT, GENERATION, 1, 5);
        loop.tailAll();
        loop.cutBefore(first.offset());

        TestOutlet client = open(new StartPosition.Since(1));

        assertThat(client.control("sluice.gap")).isEmpty();
        assertThat(client.data()).containsExactly("e1");
    }

    @Test
    void aTimeAfterARecordThatIsKeptIsNoGap() {
        Row wanted = events(GENERATION).get(7);
        cutBefore(6, false);

        TestOutlet client = open(since(wanted));

        assertThat(client.control("sluice.gap")).isEmpty();
        assertThat(client.data()).containsExactly("e8", "e9", "e10");
    }

    @Test
    void aTimeAfterTheLastEventThatWasRemovedIsNoGap() {
        events(GENERATION);
        loop.state = TestLoop.state(Upstream.LIVE, rows.get(5), rows.get(9));
        cutBefore(6, false);

        TestOutlet client = open(new StartPosition.Since(rows.get(5).time() + 1));

        assertThat(client.control("sluice.gap")).isEmpty();
        assertThat(client.data()).containsExactly("e7", "e8", "e9", "e10");
    }

    @Test
    void aTimeOfEventsThatAreAllGoneIsAGapAndThenLive() {
        Row wanted = events(GENERATION).get(2);
        loop.state = TestLoop.state(Upstream.LIVE, rows.getLast());
        loop.cutBefore(rows.getLast().offset() + 1);

        TestOutlet old = open(since(wanted));
        TestOutlet recent = open(new StartPosition.Since(rows.getLast().time() + 1));

        assertThat(old.control("sluice.gap")).singleElement().asString().contains("\"reason\":\"retention\"");
        assertThat(old.taken).last().asString().contains("event: sluice.live");
        assertThat(recent.taken).singleElement().asString().contains("event: sluice.live");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCountThatReachesBeyondWhatIsKeptIsToldWhatIsMissing(boolean tailBeginsThere) {
        events(GENERATION);
        cutBefore(6, tailBeginsThere);

        TestOutlet some = open(new StartPosition.Last(7));
        TestOutlet kept = open(new StartPosition.Last(4));
        TestOutlet all = open(new StartPosition.Last(100));

        assertThat(some.control("sluice.gap"))
                .singleElement()
                .asString()
                .contains("\"reason\":\"retention\"", "\"missed\":3");
        assertThat(some.data()).containsExactly("e7", "e8", "e9", "e10");
        assertThat(kept.control("sluice.gap")).isEmpty();
        assertThat(kept.data()).containsExactly("e7", "e8", "e9", "e10");
        assertThat(all.control("sluice.gap")).singleElement().asString().contains("\"missed\":6");
    }

    @Test
    void aChannelWithFewerEventsThanAskedForIsNoGap() {
        events(GENERATION);

        TestOutlet client = open(new StartPosition.Last(100));

        assertThat(client.control("sluice.gap")).isEmpty();
        assertThat(client.data()).hasSize(EVENTS);
    }

    @Test
    void aCountOfEventsThatAreAllGoneIsAGapAndThenLive() {
        events(GENERATION);
        loop.cutBefore(rows.getLast().offset() + 1);

        TestOutlet client = open(new StartPosition.Last(3));

        assertThat(client.control("sluice.gap")).singleElement().asString().contains("\"missed\":3");
        assertThat(client.taken).last().asString().contains("event: sluice.live");
    }

    @Test
    void earliestAsksForWhatIsKept() {
        events(GENERATION);
        cutBefore(6, false);

        TestOutlet client = open(new StartPosition.Earliest());

        assertThat(client.control("sluice.gap")).isEmpty();
        assertThat(client.data()).hasSize(4);
    }

    /** It could not be told later. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void withoutControlEventsTheHeadSaysIt(boolean tailBeginsThere) {
        Row wanted = events(GENERATION).get(2);
        cutBefore(6, tailBeginsThere);

        for (StartPosition asked : Arrays.asList(since(wanted), new StartPosition.Last(7))) {
            TestOutlet client = loop.openProbed(asked);

            assertThat(loop.probed.getLast().result()).isEqualTo(ResumeResult.GAP);
            assertThat(events(client)).endsWith("e7", "e8", "e9", "e10");
            assertThat(client.ended).isNull();
        }
        for (StartPosition asked : Arrays.asList(since(rows.get(7)), new StartPosition.Last(4))) {
            TestOutlet client = loop.openProbed(asked);

            assertThat(loop.probed.getLast().result()).isEqualTo(ResumeResult.START);
            assertThat(events(client)).endsWith("e8", "e9", "e10");
            assertThat(client.ended).isNull();
        }
    }

    @Test
    void withoutControlEventsTheHeadSaysThatAllIsGone() {
        events(GENERATION);
        loop.cutBefore(rows.getLast().offset() + 1);

        TestOutlet client = loop.openProbed(new StartPosition.Last(3));

        assertThat(loop.probed.getLast().result()).isEqualTo(ResumeResult.GAP);
        loop.append(RecordKind.EVENT, GENERATION, EVENTS + 1, 0);
        loop.tailAll();
        loop.runAll();
        assertThat(events(client)).endsWith("e11");
        assertThat(client.ended).isNull();
    }

    private List<Row> events(String generation) {
        for (int i = 1; i <= EVENTS; i++) {
            rows.add(loop.append(RecordKind.EVENT, generation, i, 3));
        }
        loop.tailAll();
        return rows;
    }

    private void cutBefore(int row, boolean tailBeginsThere) {
        loop.cutBefore(rows.get(row).offset());
        if (tailBeginsThere) {
            loop.detach(GapReason.RETENTION);
            loop.attach(row);
            loop.tailAll();
        }
    }

    private TestOutlet open(StartPosition asked) {
        TestOutlet client = loop.open(asked, false);
        loop.runAll();
        return client;
    }

    /** What is no event of the backend, and no event of ours, moves the id alone. */
    private static List<String> events(TestOutlet client) {
        return client.data().stream().filter(data -> data.startsWith("e")).toList();
    }

    private static StartPosition since(Row row) {
        return new StartPosition.Since(row.time());
    }
}
