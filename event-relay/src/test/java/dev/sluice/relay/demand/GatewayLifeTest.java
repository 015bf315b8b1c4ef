package dev.sluice.relay.demand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.node.NodeRecord;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatewayLifeTest {
    private long now = 1_000;
    private final GatewayLife life = new GatewayLife(() -> now);

    @Test
    void aRelayThatHasJustStartedGrantsEveryoneFifteenSeconds() {
        assertThat(life.isAlive("gateway-1", "a", 0)).isTrue();

        pass(Duration.ofSeconds(16));

        assertThat(life.isAlive("gateway-1", "a", 0)).isFalse();
    }

    @Test
    void aGatewayLivesWhileItIsRenewed() {
        for (int beat = 0; beat < 10; beat++) {
            pass(Duration.ofSeconds(5));
            hear("gateway-1", "a");
            assertThat(life.isAlive("gateway-1", "a", 0)).isTrue();
        }

        for (int beat = 0; beat < 4; beat++) {
            pass(Duration.ofSeconds(4));
            hear("gateway-2", "x");
        }

        assertThat(life.isAlive("gateway-1", "a", 0)).isFalse();
        assertThat(life.isAlive("gateway-2", "x", 0)).isTrue();
    }

    @Test
    void aNewIncarnationVoidsTheOldOneAtOnce() {
        hear("gateway-1", "a");
        hear("gateway-1", "b");

        assertThat(life.isAlive("gateway-1", "a", now)).isFalse();
        assertThat(life.isAlive("gateway-1", "b", now)).isTrue();
    }

    @Test
    void anIncarnationNotSeenYetIsGrantedFifteenSecondsFromItsFirstDemand() {
        // Given
        pass(Duration.ofSeconds(5));
        hear("gateway-1", "a");
        pass(Duration.ofSeconds(5));
        hear("gateway-1", "a");
        pass(Duration.ofSeconds(6));
        hear("gateway-1", "a");
        long arrived = now;

        // Then
        assertThat(life.isAlive("gateway-1", "b", arrived)).isTrue();
        pass(Duration.ofSeconds(8));
        hear("gateway-2", "x");
        pass(Duration.ofSeconds(8));
        hear("gateway-2", "x");
        assertThat(life.isAlive("gateway-1", "b", arrived)).isFalse();
    }

    @Test
    void behindATimeInWhichNothingCouldBeReadEveryoneIsGrantedFifteenSeconds() {
        // Given
        hear("gateway-1", "a");
        pass(Duration.ofMinutes(2));
        assertThat(life.isAlive("gateway-1", "a", 0)).isFalse();

        // When
        hear("gateway-2", "x");

        // Then
        assertThat(life.isAlive("gateway-1", "a", 0)).isTrue();
    }

    @Test
    void aTombstoneEndsNoGatewayThatIsHeardOf() {
        pass(Duration.ofSeconds(16));
        hear("gateway-1", "a");
        bury("gateway-1");

        assertThat(life.isAlive("gateway-1", "a", 0)).isTrue();
    }

    @Test
    void aGatewayThatComesBackAfterItsTombstoneLivesAgain() {
        // Given
        hear("gateway-1", "a");
        for (int i = 0; i < 8; i++) {
            pass(Duration.ofSeconds(5));
            hear("gateway-2", "x");
        }
        bury("gateway-1");
        assertThat(life.isAlive("gateway-1", "a", 0)).isFalse();

        // When
        hear("gateway-1", "a");

        // Then
        assertThat(life.isAlive("gateway-1", "a", 0)).isTrue();
    }

    private void bury(String nodeId) {
        life.onRecord(NodeRecord.key(NodeRecord.Kind.GATEWAY, nodeId), null);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private void hear(String nodeId, String incarnation) {
        NodeRecord record = new NodeRecord(
                NodeRecord.SCHEMA,
                NodeRecord.Kind.GATEWAY,
                incarnation,
                "Default",
                NodeRecord.State.SERVING,
                0,
                0,
                List.of(),
                0,
                null);
        life.onRecord(NodeRecord.key(NodeRecord.Kind.GATEWAY, nodeId), record);
    }
}
