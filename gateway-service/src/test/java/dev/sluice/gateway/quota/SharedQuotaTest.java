package dev.sluice.gateway.quota;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.quota.WindowUnit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several gateways that hear of each other as late as Kafka allows, and whose clients take all that they get. */
class SharedQuotaTest {
    private static final int SIZE = 100;
    private static final long REPORT_MILLIS = 200;
    private static final long KAFKA_MILLIS = 50;

    private final AtomicLong now =
            new AtomicLong(Instant.parse("2026-11-30T10:20:30Z").toEpochMilli());
    private final List<Report> underWay = new ArrayList<>();

    /** @param at when the others have it */
    private record Report(long at, int from, OwnUse use) {}

    @ParameterizedTest
    @CsvSource({"1,2", "2,1", "2,2", "3,2", "3,10", "2,1000", "3,10000", "5,10000", "10,100000", "10,1"})
    void togetherTheyPassItByTwoEventsForEachOtherGatewayAtMost(int gateways, int quota) {
        List<Gateway> all = IntStream.range(0, gateways)
                .mapToObj(number -> new Gateway(number, gateways, quota))
                .toList();

        for (int step = 0; all.stream().anyMatch(gateway -> !gateway.isReached); step++) {
            assertThat(step).as("steps of 50 ms").isLessThan(20 * 60);
            all.forEach(Gateway::deliver);
            now.addAndGet(QuotaTable.TICK_MILLIS);
            all.forEach(gateway -> gateway.loop.onTick());
            report(all);
        }

        int delivered = all.stream().mapToInt(gateway -> gateway.delivered).sum();
        assertThat(delivered).isBetween(quota, quota + 2 * (gateways - 1));
    }

    @Test
    void aSingleGatewayHasNothingToWaitFor() {
        Gateway alone = new Gateway(0, 1, 10_000);

        alone.deliver();

        assertThat(alone.delivered).isEqualTo(10_000);
    }

    @Test
    void oneOfThreeThatIsUsedAloneGivesAllOfItInTheEnd() {
        Gateway used = new Gateway(0, 3, 1_000);

        for (int step = 0; !used.isReached; step++) {
            assertThat(step).as("steps of 50 ms").isLessThan(20 * 30);
            used.deliver();
            now.addAndGet(QuotaTable.TICK_MILLIS);
            used.loop.onTick();
        }

        assertThat(used.delivered).isEqualTo(1_000);
    }

    private void report(List<Gateway> all) {
        for (Gateway gateway : all) {
            if ((now.get() + gateway.number * 70L) / QuotaTable.TICK_MILLIS % (REPORT_MILLIS / QuotaTable.TICK_MILLIS)
                    == 0) {
                gateway.table.takeChanged(
                        use -> underWay.add(new Report(now.get() + KAFKA_MILLIS, gateway.number, use)));
            }
        }
        underWay.removeIf(report -> {
            if (report.at() > now.get()) {
                return false;
            }
            OwnUse use = report.use();
            all.stream()
                    .filter(other -> other.number != report.from())
                    .forEach(other -> other.table.setRemote(
                            use.counter(), use.window(), "gateway-" + report.from(), "i", use.events(), use.bytes()));
            return true;
        });
    }

    /** With one client that takes all at once. */
    private final class Gateway {
        final int number;
        final QuotaTable table = new QuotaTable(now::get, () -> 20_000);
        final LoopQuotas loop = table.forLoop();
        final StreamQuota stream;
        int delivered;
        boolean isReached;

        Gateway(int number, int gateways, int quota) {
            this.number = number;
            table.setGateways(gateways);
            stream = requireNonNull(loop.open(Plans.subscription(Plans.events(quota, WindowUnit.DAY))));
        }

        void deliver() {
            Allowance allowance = stream.allows(SIZE);
            while (allowance == Allowance.GRANTED) {
                delivered++;
                stream.use(SIZE);
                allowance = stream.allows(SIZE);
            }
            isReached = allowance == Allowance.REACHED;
        }
    }
}
