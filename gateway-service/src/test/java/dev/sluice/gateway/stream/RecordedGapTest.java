package dev.sluice.gateway.stream;

import static dev.sluice.gateway.stream.TestLoop.GENERATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.control.GapReason;
import dev.sluice.model.event.RecordKind;
import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Which gaps of the log are shown to the first client of a channel, that has been sent nothing yet. */
class RecordedGapTest {
    private static final long FIRST_WAY_UP = 1000;
    private static final long NEXT_WAY_UP = 9000;

    private final TestLoop loop = new TestLoop(1 << 20);

    @BeforeEach
    void aChannelThatIsIdle() {
        loop.append(RecordKind.EVENT, GENERATION, 1, 0);
        loop.tailAll();
        loop.state = TestLoop.state(new UpstreamStatus(Upstream.IDLE, null, null, 500));
    }

    /** Whichever is read first here: the status in relay-state or the record in the events log. */
    @ParameterizedTest
    @EnumSource(names = {"OVERSIZE", "BACKEND_RESET"})
    void whatALiveUpstreamDoesNotGiveIsToldWhetherItsStatusIsKnownHereOrNot(GapReason reason) {
        TestOutlet before = open();
        loop.appendGap(reason, 2, FIRST_WAY_UP);
        loop.tailAll();
        loop.tell(Upstream.LIVE, FIRST_WAY_UP);
        TestOutlet after = open();
        loop.appendGap(reason, 3, FIRST_WAY_UP);
        loop.tailAll();

        assertThat(before.control("sluice.gap")).hasSize(2);
        assertThat(after.control("sluice.gap")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"IDLE", "RELAY_OUTAGE", "BACKEND_CHANGED"})
    void whatWasMissedBeforeItCameIsNotTold(GapReason reason) {
        TestOutlet recordFirst = open();
        loop.appendGap(reason, 2, FIRST_WAY_UP);
        loop.tailAll();
        loop.tell(Upstream.LIVE, FIRST_WAY_UP);

        TestOutlet statusFirst = open();
        loop.tell(Upstream.LIVE, NEXT_WAY_UP);
        loop.appendGap(reason, 3, NEXT_WAY_UP);
        loop.tailAll();

        assertThat(statusFirst.control("sluice.gap")).isEmpty();
        assertThat(recordFirst.control("sluice.gap")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"IDLE", "RELAY_OUTAGE", "BACKEND_CHANGED"})
    void whatWasMissedBetweenTwoConnectionsIsToldWhicheverIsReadFirst(GapReason reason) {
        TestOutlet client = open();
        loop.tell(Upstream.LIVE, FIRST_WAY_UP);

        loop.appendGap(reason, 2, NEXT_WAY_UP);
        loop.tailAll();
        loop.tell(Upstream.LIVE, NEXT_WAY_UP);

        assertThat(client.control("sluice.gap")).hasSize(1);
    }

    @Test
    void aClientThatCameWhileTheUpstreamWasLiveIsNotToldOfTheConnectionThatItFound() {
        loop.state = TestLoop.state(new UpstreamStatus(Upstream.LIVE, null, null, FIRST_WAY_UP));
        TestOutlet client = open();

        loop.appendGap(GapReason.IDLE, 2, FIRST_WAY_UP);
        loop.tailAll();
        assertThat(client.control("sluice.gap")).isEmpty();

        loop.appendGap(GapReason.RELAY_OUTAGE, 3, NEXT_WAY_UP);
        loop.tailAll();
        assertThat(client.control("sluice.gap")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"IDLE", "RELAY_OUTAGE", "BACKEND_CHANGED", "OVERSIZE", "BACKEND_RESET"})
    void aClientThatGoesOnFromAPlaceOrHasBeenSentSomethingIsToldAll(GapReason reason) {
        TestOutlet since = loop.open(new StartPosition.Last(0), false);
        TestOutlet sent = open();
        loop.append(RecordKind.EVENT, GENERATION, 2, 0);
        loop.appendGap(reason, 3, FIRST_WAY_UP);
        loop.tailAll();

        assertThat(since.control("sluice.gap")).hasSize(1);
        assertThat(sent.control("sluice.gap")).hasSize(1);
    }

    private TestOutlet open() {
        return loop.open(new StartPosition.Unspecified(), false);
    }
}
