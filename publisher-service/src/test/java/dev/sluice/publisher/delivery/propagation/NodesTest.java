package dev.sluice.publisher.delivery.propagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.model.node.NodeRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NodesTest {
    private final AtomicLong clock = new AtomicLong(Duration.ofDays(1).toNanos());
    private static final Instant WRITTEN = Instant.parse("2026-11-01T00:00:00Z");

    private Instant wallClock = WRITTEN;
    private final Nodes nodes = new Nodes(clock::get, () -> wallClock);

    @Test
    void aGatewayLivesForFifteenSecondsAfterItsLastRenewal() {
        nodes.onCaughtUp();
        nodes.onRecord("gateway/gateway-1", gateway(1), WRITTEN);

        pass(14);
        assertThat(nodes.liveGateways()).hasSize(1);
        pass(2);
        assertThat(nodes.liveGateways()).isEmpty();
    }

    @Test
    void historyIsNotLifeButHoldsTheAnswerBack() throws InterruptedException {
        nodes.onRecord("gateway/gateway-1", gateway(1), WRITTEN);
        nodes.onCaughtUp();

        assertThat(nodes.liveGateways()).isEmpty();
        assertThat(hasAll(2)).isFalse();
        pass(16);
        assertThat(hasAll(2)).isTrue();
    }

    @Test
    void ofANodeItIsSaidOnceTheReaderHasListenedLongEnoughWhetherItLives() {
        nodes.onRecord("gateway/gateway-1", gateway(1), WRITTEN);
        nodes.onRecord("gateway/gateway-2", gateway(1), WRITTEN);
        nodes.onCaughtUp();
        nodes.onRecord("gateway/gateway-2", gateway(1), WRITTEN.plusSeconds(5));

        assertThat(nodes.all())
                .extracting(NodeStatus::nodeId, NodeStatus::liveness, NodeStatus::lastSeen)
                .containsExactly(
                        tuple("gateway-1", NodeStatus.Liveness.UNKNOWN, WRITTEN),
                        tuple("gateway-2", NodeStatus.Liveness.ALIVE, WRITTEN.plusSeconds(5)));
        pass(16);
        assertThat(nodes.all())
                .extracting(NodeStatus::liveness)
                .containsExactly(NodeStatus.Liveness.SILENT, NodeStatus.Liveness.SILENT);
    }

    @Test
    void afterAnOutageOfTheReaderTheDeadMayStillBeAlive() throws InterruptedException {
        nodes.onCaughtUp();
        nodes.onRecord("gateway/gateway-1", gateway(1), WRITTEN);
        pass(20);
        nodes.onCaughtUp();

        assertThat(hasAll(2)).isFalse();
        stepOverGrace();
        assertThat(hasAll(2)).isTrue();
    }

    @Test
    void readingHistoryAgainRenewsNoNode() {
        nodes.onCaughtUp();
        nodes.onRecord("gateway/gateway-1", gateway(1), WRITTEN);
        pass(10);
        nodes.onHistory();
        nodes.onRecord("gateway/gateway-1", gateway(1), WRITTEN);
        nodes.onCaughtUp();

        assertThat(nodes.liveGateways()).hasSize(1);
        pass(6);
        assertThat(nodes.liveGateways()).isEmpty();
    }

    @Test
    void whatIsReadAfterAnOutageOfTheReaderRenewsNoNodeUntilAllOfItHasBeenRead() {
        nodes.onCaughtUp();
        nodes.onRecord("gateway/gateway-1", gateway(1), WRITTEN);
        pass(20);
        nodes.onRecord("gateway/gateway-1", gateway(1), WRITTEN);
        nodes.onUnreadable("gateway/gateway-1", WRITTEN);
        assertThat(nodes.liveGateways()).isEmpty();

        nodes.onCaughtUp();
        nodes.onRecord("gateway/gateway-1", gateway(1), WRITTEN);
        assertThat(nodes.liveGateways()).hasSize(1);
    }

    @Test
    void aNodeThatTellsWhatCannotBeReadLivesAndIsNotSaidToHaveMoreThanItToldBefore() throws InterruptedException {
        nodes.onCaughtUp();
        nodes.onRecord("gateway/gateway-1", gateway(1), WRITTEN);
        stepOverGrace();
        nodes.onUnreadable("gateway/gateway-1", WRITTEN);
        nodes.onUnreadable("gateway/nobody", WRITTEN);

        assertThat(nodes.liveGateways()).hasSize(1);
        assertThat(hasAll(1)).isTrue();
        assertThat(hasAll(2)).isFalse();
    }

    @Test
    void aTombstoneTakesANodeAwayAtOnce() throws InterruptedException {
        nodes.onCaughtUp();
        nodes.onRecord("gateway/gateway-1", gateway(1), WRITTEN);
        nodes.onTombstone("gateway/gateway-1");

        assertThat(nodes.liveGateways()).isEmpty();
        assertThat(hasAll(2)).isTrue();
    }

    @Test
    void aGatewayThatDrainsIsWaitedForNoMore() throws InterruptedException {
        nodes.onCaughtUp();
        nodes.onRecord("gateway/gateway-1", gateway(1), WRITTEN);
        assertThat(hasAll(2)).isFalse();

        nodes.onRecord("gateway/gateway-1", gateway(1, NodeRecord.State.DRAINING), WRITTEN);

        assertThat(nodes.liveGateways()).isEmpty();
        assertThat(hasAll(2)).isTrue();
    }

    @Test
    void aNodeThatHasWrittenNothingForADayIsSilent() {
        nodes.onRecord("gateway/gateway-1", gateway(1), WRITTEN);
        nodes.onRecord("gateway/gateway-2", gateway(1), WRITTEN.plus(Duration.ofHours(2)));
        nodes.onCaughtUp();
        wallClock = WRITTEN.plus(Duration.ofHours(25));

        assertThat(nodes.silent()).isEmpty();
        watchFor(Duration.ofMinutes(10));
        assertThat(nodes.silent()).containsExactly("gateway/gateway-1");
    }

    @Test
    void noClockMakesALivingNodeSilent() {
        nodes.onCaughtUp();
        wallClock = WRITTEN.plus(Duration.ofDays(400));
        for (int i = 0; i < 20; i++) {
            watchFor(Duration.ofMinutes(1));
            nodes.onRecord("gateway/gateway-1", gateway(1), WRITTEN);
        }

        assertThat(nodes.silent()).isEmpty();
    }

    @Test
    void afterAnOutageOfTheReaderNodesHaveTenMinutesToComeBack() {
        nodes.onCaughtUp();
        nodes.onRecord("gateway/gateway-1", gateway(1), WRITTEN);
        pass((int) Duration.ofDays(2).toSeconds());
        wallClock = WRITTEN.plus(Duration.ofDays(2));

        assertThat(nodes.silent()).isEmpty();
        nodes.onCaughtUp();
        watchFor(Duration.ofMinutes(9));
        assertThat(nodes.silent()).isEmpty();
        watchFor(Duration.ofMinutes(1));
        assertThat(nodes.silent()).containsExactly("gateway/gateway-1");
    }

    @Test
    void theTombstoneOfASilentNodeTakesNoneThatHasJustComeBack() throws InterruptedException {
        nodes.onCaughtUp();
        nodes.onRecord("gateway/gateway-1", gateway(1), WRITTEN);
        nodes.onSilence("gateway/gateway-1");
        assertThat(nodes.liveGateways()).hasSize(1);

        stepOverGrace();
        nodes.onSilence("gateway/gateway-1");

        assertThat(nodes.liveGateways()).isEmpty();
        assertThat(hasAll(2)).isTrue();
    }

    private void watchFor(Duration time) {
        for (long i = 0; i < time.toSeconds(); i++) {
            pass(1);
            nodes.onCaughtUp();
        }
    }

    private void pass(int seconds) {
        clock.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    /** Second by second, as a reader that is not cut off. */
    private void stepOverGrace() {
        for (int i = 0; i < 16; i++) {
            pass(1);
            nodes.onCaughtUp();
        }
    }

    private boolean hasAll(long version) throws InterruptedException {
        return nodes.awaitAll(gateway -> gateway.apisVersion() >= version, clock.get());
    }

    private static NodeRecord gateway(long version) {
        return gateway(version, NodeRecord.State.SERVING);
    }

    private static NodeRecord gateway(long version, NodeRecord.State state) {
        return new NodeRecord(
                NodeRecord.SCHEMA,
                NodeRecord.Kind.GATEWAY,
                "i",
                "Default",
                state,
                version,
                version,
                List.of(),
                0,
                "localhost:1");
    }
}
