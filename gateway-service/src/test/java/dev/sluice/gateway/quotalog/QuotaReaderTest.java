package dev.sluice.gateway.quotalog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.SetClock;
import dev.sluice.gateway.quota.Allowance;
import dev.sluice.gateway.quota.LoopQuotas;
import dev.sluice.gateway.quota.PlanCounter;
import dev.sluice.gateway.quota.QuotaTable;
import dev.sluice.gateway.quota.StreamQuota;
import dev.sluice.model.access.AccessRecord.LimitType;
import dev.sluice.model.access.AccessRecord.Plan;
import dev.sluice.model.access.AccessRecord.PlanLimit;
import dev.sluice.model.quota.QuotaKey;
import dev.sluice.model.quota.QuotaRecord;
import dev.sluice.model.quota.WindowUnit;
import dev.sluice.model.wire.Wire;
import dev.sluice.service.node.NodeIdentity;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What a gateway makes of the records of the others, without Kafka. */
class QuotaReaderTest {
    private static final int SIZE = 10;
    private static final Plan PLAN = new Plan(
            1, 1, "Gold", List.of(new PlanLimit(LimitType.EVENTS, 100, WindowUnit.DAY, 1)), null, true, 3, null);

    private final AtomicLong now =
            new AtomicLong(Instant.parse("2026-03-01T12:00:00Z").toEpochMilli());
    private final QuotaTable table = new QuotaTable(now::get, () -> 20_000);
    private final LoopQuotas loop = table.forLoop();
    private final AtomicLong elapsed = new AtomicLong();
    private final LiveGateways gateways = new LiveGateways("gateway-1", elapsed::get);
    private final QuotaReader reader =
            new QuotaReader(table, gateways, new NodeIdentity("gateway-1", "a"), new SetClock(now::get), () -> {});

    /** The log keeps for a while what was said before the last record of a key. */
    @Test
    void aLogThatIsReadAgainMakesNoGatewayLiveThatHasGone() {
        // Given
        reader.onBeginning();
        reader.onCaughtUp();
        open(LiveGateways.COUNTER, "gateway-1", 0, now.get());
        long longAgo = now.get() - 60_000;

        // When
        reader.onBeginning();
        open(LiveGateways.COUNTER, "gateway-2", 0, longAgo);
        open("s:1", "gateway-2", 3, longAgo);

        // Then
        assertThat(gateways.count()).isEqualTo(1);
        assertThat(stream().connect()).isNull();
        reader.onCaughtUp();
        open(LiveGateways.COUNTER, "gateway-2", 0, longAgo);
        assertThat(gateways.count())
                .as("what comes now is new, whatever the other's clock says")
                .isEqualTo(2);
    }

    /** Else it would be alone until the next report of each other, and would take all that is left. */
    @Test
    void aClockThatIsSetForwardTakesNoGatewayAway() {
        reader.onBeginning();
        reader.onCaughtUp();
        open(LiveGateways.COUNTER, "gateway-2", 0, now.get());
        now.addAndGet(3_600_000);
        elapsed.addAndGet(1_000);

        open(LiveGateways.COUNTER, "gateway-1", 0, now.get());

        assertThat(gateways.count()).isEqualTo(2);
    }

    /** Before its own next report it may admit clients, and would give them all that is left. */
    @Test
    void theOthersAreKnownWhenTheLogIsRead() {
        reader.onBeginning();
        open(LiveGateways.COUNTER, "gateway-2", 0, now.get());
        reader.onCaughtUp();

        StreamQuota stream = stream();
        int sent = 0;
        while (stream.allows(SIZE) == Allowance.GRANTED) {
            stream.use(SIZE);
            sent++;
        }

        assertThat(sent).isBetween(1, 100 / 8);
    }

    private void open(String counter, String nodeId, int connections, long at) {
        QuotaKey key = new QuotaKey(counter, QuotaKey.OPEN, nodeId, "b");
        reader.onRecord(new ConsumerRecord<>(
                "sluice.quota", 0, 0, key.toString(), Wire.write(QuotaRecord.ofConnections(connections, at))));
    }

    private StreamQuota stream() {
        return requireNonNull(loop.open(List.of(new PlanCounter("s:1", PLAN))));
    }
}
