package dev.sluice.publisher.delivery.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.node.NodeRecord;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NodesTest {
    private final AtomicLong clock = new AtomicLong(Duration.ofDays(1).toNanos());
    private final Nodes nodes = new Nodes(clock::get);

    @Test
    void aGatewayLivesForFifteenSecondsAfterItsLastRenewal() {
        nodes.onCaughtUp();
        nodes.onRecord("gateway/gateway-1", gateway(1));

        pass(14);
        assertThat(nodes.liveGateways()).hasSize(1);
        pass(2);
        assertThat(nodes.liveGateways()).isEmpty();
    }

    @Test
    void historyIsNotLifeButHoldsTheAnswerBack() throws InterruptedException {
        nodes.onRecord("gateway/gateway-1", gateway(1));
        nodes.onCaughtUp();

        assertThat(nodes.liveGateways()).isEmpty();
        assertThat(hasAll(2)).isFalse();
        pass(16);
        assertThat(hasAll(2)).isTrue();
    }

    @Test
    void afterAnOutageOfTheReaderTheDeadMayStillBeAlive() throws InterruptedException {
        nodes.onCaughtUp();
        nodes.onRecord("gateway/gateway-1", gateway(1));
        pass(20);
        nodes.onCaughtUp();

        assertThat(hasAll(2)).isFalse();
        stepOverGrace();
        assertThat(hasAll(2)).isTrue();
    }

    @Test
    void readingHistoryAgainRenewsNoNode() {
        nodes.onCaughtUp();
        nodes.onRecord("gateway/gateway-1", gateway(1));
        pass(10);
        nodes.onHistory();
        nodes.onRecord("gateway/gateway-1", gateway(1));
        nodes.onCaughtUp();

        assertThat(nodes.liveGateways()).hasSize(1);
        pass(6);
        assertThat(nodes.liveGateways()).isEmpty();
    }

    @Test
    void whatIsReadAfterAnOutageOfTheReaderRenewsNoNodeUntilAllOfItHasBeenRead() {
        nodes.onCaughtUp();
        nodes.onRecord("gateway/gateway-1", gateway(1));
        pass(20);
        nodes.onRecord("gateway/gateway-1", gateway(1));
        nodes.onUnreadable("gateway/gateway-1");
        assertThat(nodes.liveGateways()).isEmpty();

        nodes.onCaughtUp();
        nodes.onRecord("gateway/gateway-1", gateway(1));
        assertThat(nodes.liveGateways()).hasSize(1);
    }

    @Test
    void aNodeThatTellsWhatCannotBeReadLivesAndIsNotSaidToHaveMoreThanItToldBefore() throws InterruptedException {
        nodes.onCaughtUp();
        nodes.onRecord("gateway/gateway-1", gateway(1));
        stepOverGrace();
        nodes.onUnreadable("gateway/gateway-1");
        nodes.onUnreadable("gateway/nobody");

        assertThat(nodes.liveGateways()).hasSize(1);
        assertThat(hasAll(1)).isTrue();
        assertThat(hasAll(2)).isFalse();
    }

    @Test
    void aTombstoneTakesANodeAwayAtOnce() throws InterruptedException {
        nodes.onCaughtUp();
        nodes.onRecord("gateway/gateway-1", gateway(1));
        nodes.onTombstone("gateway/gateway-1");

        assertThat(nodes.liveGateways()).isEmpty();
        assertThat(hasAll(2)).isTrue();
    }

    @Test
    void aGatewayThatDrainsIsWaitedForNoMore() throws InterruptedException {
        nodes.onCaughtUp();
        nodes.onRecord("gateway/gateway-1", gateway(1));
        assertThat(hasAll(2)).isFalse();

        nodes.onRecord("gateway/gateway-1", gateway(1, NodeRecord.State.DRAINING));

        assertThat(nodes.liveGateways()).isEmpty();
        assertThat(hasAll(2)).isTrue();
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
