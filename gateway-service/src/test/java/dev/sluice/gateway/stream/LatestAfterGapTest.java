package dev.sluice.gateway.stream;

import static dev.sluice.gateway.stream.TestLoop.GENERATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.stream.TestLoop.Row;
import dev.sluice.model.api.TopicStreaming.Heartbeat;
import dev.sluice.model.api.TopicStreaming.OnGap;
import dev.sluice.model.api.TopicStreaming.SlowClient;
import dev.sluice.model.control.GapReason;
import dev.sluice.model.event.EventId;
import dev.sluice.model.event.RecordKind;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A topic with {@code onGap} {@code latest}: a client whose next events have expired goes on at the newest. */
class LatestAfterGapTest {
    private final TestLoop loop = new TestLoop(0);
    private final List<Row> rows = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aResumeBeforeWhatIsKeptIsToldTheGapAndGoesOnAtTheNewest(boolean tailBeginsThere) {
        events(10);
        cutBefore(6, tailBeginsThere);

        TestOutlet client = open(TestLoop.after(rows.getFirst()), false);
        loop.runAll();

        Row last = rows.getLast();
        assertThat(client.control("sluice.gap"))
                .singleElement()
                .asString()
                .contains("\"reason\":\"retention\"", "\"missed\":9")
                .contains("\"from\":\"" + id(rows.getFirst()))
                .contains("id: " + new EventId(GENERATION, 10, last.offset() + 1));
        assertThat(client.control("sluice.live")).hasSize(1);
        assertThat(client.data()).isEmpty();
        events(1);
        loop.runAll();
        assertThat(client.data()).containsExactly("e11");
        assertThat(client.control("sluice.gap")).hasSize(1);
    }

    @Test
    void whatCameWhileItWasLetInIsSent() {
        events(10);
        cutBefore(6, false);
        ResumePlan plan = plan(TestLoop.after(rows.getFirst()));
        events(2);

        TestOutlet client = loop.open(plan, false, terms(true));
        loop.runAll();

        assertThat(client.control("sluice.gap")).singleElement().asString().contains("\"missed\":9");
        assertThat(client.data()).containsExactly("e11", "e12");
    }

    @Test
    void aResumeOfWhichNothingIsMissingIsSentEverything() {
        events(10);
        cutBefore(6, false);

        TestOutlet client = open(TestLoop.after(rows.get(5)), false);
        loop.runAll();

        assertThat(client.control("sluice.gap")).isEmpty();
        assertThat(client.data()).containsExactly("e7", "e8", "e9", "e10");
    }

    @Test
    void aReplayThatRetentionOvertakesGoesOnAtTheNewest() {
        events(40);
        TestOutlet client = open(TestLoop.after(rows.getFirst()), true);
        loop.runOne();
        cutBefore(30, false);

        takeAll(client);

        assertThat(client.data()).startsWith("e2").doesNotContain("e31", "e40");
        assertThat(client.control("sluice.gap")).singleElement().asString().contains("retention");
        assertThat(client.control("sluice.live")).hasSize(1);
        events(1);
        takeAll(client);
        assertThat(client.data()).endsWith("e41");
    }

    @Test
    void aSlowClientThatRetentionOvertakesGoesOnAtTheNewest() {
        events(1);
        TestOutlet client = open(new StartPosition.Unspecified(), true);
        client.take();
        events(40);
        loop.runOne();
        cutBefore(35, false);

        takeAll(client);

        assertThat(client.control("sluice.gap")).singleElement().asString().contains("retention");
        assertThat(client.data()).doesNotContain("e37", "e41");
        events(1);
        takeAll(client);
        assertThat(client.data()).endsWith("e42");
    }

    @Test
    void theEndOfAChannelIsNotPassedOver() {
        events(10);
        rows.add(loop.append(RecordKind.END, GENERATION, 11, 0));
        loop.tailAll();
        loop.state = TestLoop.state(Upstream.ENDED, rows.getLast());
        cutBefore(6, true);

        TestOutlet client = open(TestLoop.after(rows.getFirst()), false);
        loop.runAll();

        assertThat(client.control("sluice.end")).hasSize(1);
        assertThat(client.ended).isEqualTo(CloseReason.ENDED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void withoutControlEventsTheHeadSaysItAndTheStreamBeginsAtTheNewest(boolean tailBeginsThere) {
        events(10);
        cutBefore(6, tailBeginsThere);
        TestOutlet client = new TestOutlet(loop.tasks, false);

        loop.openProbed(plan(TestLoop.after(rows.getFirst())), client, loop.probed::add);
        loop.runAll();

        assertThat(loop.probed.getLast().result()).isEqualTo(ResumeResult.GAP);
        events(1);
        loop.runAll();
        assertThat(client.data().stream().filter(data -> data.startsWith("e"))).containsExactly("e11");
        assertThat(client.ended).isNull();
    }

    private void events(int more) {
        for (int i = 0; i < more; i++) {
            rows.add(loop.append(RecordKind.EVENT, GENERATION, rows.size() + 1, 3));
        }
        loop.tailAll();
    }

    private void cutBefore(int row, boolean tailBeginsThere) {
        loop.cutBefore(rows.get(row).offset());
        if (tailBeginsThere) {
            loop.detach(GapReason.RETENTION);
            loop.attach(row);
            loop.tailAll();
        }
    }

    private ResumePlan plan(StartPosition position) {
        if (loop.decide(position, true, OnGap.LATEST) instanceof PlanResult.Begin(ResumePlan plan)) {
            return plan;
        }
        throw new AssertionError(position);
    }

    private TestOutlet open(StartPosition position, boolean stuck) {
        return loop.open(plan(position), stuck, terms(true));
    }

    private void takeAll(TestOutlet client) {
        do {
            client.take();
        } while (loop.runOne() || !client.isReady());
    }

    private static StreamTerms terms(boolean controlEvents) {
        return new StreamTerms(controlEvents, SlowClient.REPLAY, 3000, Heartbeat.COMMENT);
    }

    private static EventId id(Row row) {
        return new EventId(row.generation(), row.sequence(), row.offset());
    }
}
