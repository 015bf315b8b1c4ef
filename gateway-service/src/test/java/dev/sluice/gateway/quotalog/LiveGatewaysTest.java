package dev.sluice.gateway.quotalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LiveGatewaysTest {
    private final AtomicLong elapsed = new AtomicLong(1_000_000);
    private final LiveGateways gateways = new LiveGateways("gateway-1", elapsed::get);

    @Test
    void aGatewayCountsForFifteenSecondsFromItsReport() {
        gateways.onReport("gateway-1", "a", 0);
        gateways.onReport("gateway-2", "b", 0);
        assertThat(gateways.count()).isEqualTo(2);

        elapsed.addAndGet(15_000);
        gateways.onReport("gateway-1", "a", 0);
        assertThat(gateways.count()).isEqualTo(2);
        elapsed.addAndGet(1);
        gateways.onReport("gateway-1", "a", 0);
        assertThat(gateways.count()).isEqualTo(1);
    }

    /** Else each would take all that is left for its own. */
    @Test
    void whileNothingCanBeReadTheOthersAreThoughtToBeThere() {
        gateways.onReport("gateway-1", "a", 0);
        gateways.onReport("gateway-2", "b", 0);

        elapsed.addAndGet(3_600_000);

        assertThat(gateways.count()).isEqualTo(2);
    }

    @Test
    void anIncarnationThatIsGoneTakesNoNodeAwayThatIsBack() {
        gateways.onReport("gateway-2", "b", 1);
        gateways.onReport("gateway-2", "c", 0);

        gateways.onGone("gateway-2", "b");
        assertThat(gateways.count()).isEqualTo(2);
        gateways.onGone("gateway-2", "c");
        assertThat(gateways.count()).isEqualTo(1);
    }
}
