package dev.sluice.relay.demand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.api.KeyType;
import dev.sluice.model.node.DemandRecord;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ShardDemandTest {
    private static final String CHANNEL = "api|Default|P|/a";

    private long now = 1_000;
    private final ShardDemand demand = new ShardDemand(new GatewayLife(() -> now));

    @Test
    void aChannelIsWantedUntilItsLastGatewayHasWithdrawn() {
        ask("gateway-1");
        ask("gateway-2");

        demand.onRecord(DemandRecord.key(CHANNEL, "gateway-1"), null, now);
        assertThat(demand.wanted(CHANNEL)).isPresent();

        demand.onRecord(DemandRecord.key(CHANNEL, "gateway-2"), null, now);
        assertThat(demand.wanted(CHANNEL)).isEmpty();
        assertThat(demand.channels()).isEmpty();
    }

    @Test
    void theDemandOfADeadGatewayDoesNotCountAndIsSweptAfterAnHour() {
        ask("gateway-1");
        now += Duration.ofSeconds(16).toNanos();

        assertThat(demand.wanted(CHANNEL)).isEmpty();
        assertThat(demand.longDead(now)).isEmpty();

        now += Duration.ofMinutes(61).toNanos();
        assertThat(demand.longDead(now)).containsExactly(DemandRecord.key(CHANNEL, "gateway-1"));
    }

    private void ask(String gateway) {
        demand.onRecord(
                DemandRecord.key(CHANNEL, gateway),
                new DemandRecord(
                        DemandRecord.SCHEMA, "incarnation", "api", "Default", KeyType.PRODUCTION, "/a", "/a", null),
                now);
    }
}
