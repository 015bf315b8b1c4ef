package dev.sluice.gateway.stream;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.control.ControlEvent;
import dev.sluice.model.control.ControlEvent.GoAwayReason;
import dev.sluice.model.event.RecordKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long a client waits for its first event is measured once for each stream. */
class FirstEventTest {
    private final TestLoop loop = new TestLoop(Long.MAX_VALUE);
    private final List<ResumeResult> measured = new ArrayList<>();

    @BeforeEach
    void measure() {
        loop.counters.measureFirstEvents((start, nanos) -> {
            assertThat(nanos).isNotNegative();
            measured.add(start);
        });
    }

    @Test
    void aStreamFromThePresentHasItsFirstEventWhenItIsLive() {
        loop.append(RecordKind.EVENT, TestLoop.GENERATION, 1, 0);
        loop.tailAll();

        loop.open(new StartPosition.Unspecified(), false);
        loop.append(RecordKind.EVENT, TestLoop.GENERATION, 2, 0);
        loop.tailAll();

        assertThat(measured).containsExactly(ResumeResult.LIVE);
    }

    @Test
    void aResumeHasItsFirstEventWithTheFirstOneThatWasMissed() {
        TestLoop.Row seen = loop.append(RecordKind.EVENT, TestLoop.GENERATION, 1, 0);
        loop.append(RecordKind.EVENT, TestLoop.GENERATION, 2, 0);
        loop.append(RecordKind.EVENT, TestLoop.GENERATION, 3, 0);
        loop.tailAll();

        loop.open(TestLoop.after(seen), false);

        assertThat(measured).containsExactly(ResumeResult.EXACT);
    }

    @Test
    void aFarewellIsNoFirstEvent() {
        loop.knowsUpstream = false;
        TestOutlet client = loop.open(new StartPosition.Unspecified(), false);

        requireNonNull(client.subscriber).end(new ControlEvent.GoAway(GoAwayReason.DRAIN, 1000), CloseReason.DRAIN);

        assertThat(client.taken.toString()).contains("sluice.goaway");
        assertThat(measured).isEmpty();
    }

    @Test
    void aStreamWithoutControlEventsIsNotMeasured() {
        loop.tailAll();
        loop.open(loop.plan(new StartPosition.Unspecified()), false, false);

        loop.append(RecordKind.EVENT, TestLoop.GENERATION, 1, 0);
        loop.tailAll();

        assertThat(measured).isEmpty();
    }
}
