package dev.sluice.gateway.quotalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LiveGatewaysTest {
    private static final long NOW = 1_000_000;

    private final LiveGateways gateways = new LiveGateways("gateway-1");

    @Test
    void aGatewayCountsForFifteenSecondsFromItsReport() {
        gateways.onReport("gateway-1", "a", NOW);
        gateways.onReport("gateway-2", "b", NOW);
        assertThat(gateways.count(NOW)).isEqualTo(2);

        gateways.onReport("gateway-1", "a", NOW + 15_000);
        assertThat(gateways.count(NOW + 15_000)).isEqualTo(2);
        gateways.onReport("gateway-1", "a", NOW + 15_001);
        assertThat(gateways.count(NOW + 15_001)).isEqualTo(1);
    }

    /** Else each would take all that is left for its own. */
    @Test
    void whileNothingCanBeReadTheOthersAreThoughtToBeThere() {
        gateways.onReport("gateway-1", "a", NOW);
        gateways.onReport("gateway-2", "b", NOW);

        assertThat(gateways.count(NOW + 3_600_000)).isEqualTo(2);
    }

    @Test
    void anIncarnationThatIsGoneTakesNoNodeAwayThatIsBack() {
        gateways.onReport("gateway-2", "b", NOW);
        gateways.onReport("gateway-2", "c", NOW + 1);

        gateways.onGone("gateway-2", "b");
        assertThat(gateways.count(NOW + 1)).isEqualTo(2);
        gateways.onGone("gateway-2", "c");
        assertThat(gateways.count(NOW + 1)).isEqualTo(1);
    }
}
