package dev.sluice.gateway.quota;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.access.AccessRecord.Plan;
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
        List<Gateway> all = gateways(gateways, Plans.events(quota, WindowUnit.DAY));

        deliverAll(all);

        int delivered = all.stream().mapToInt(gateway -> gateway.delivered).sum();
        assertThat(delivered).isBetween(quota, quota + 2 * (gateways - 1));
    }

    @ParameterizedTest
    @CsvSource({"1,150", "2,100", "2,1000", "3,10000", "5,1000000", "10,1000"})
    void ofBytesTheyPassItByTheEventThatReachesItAndTwoForEachOtherGateway(int gateways, int bytes) {
        List<Gateway> all = gateways(gateways, Plans.bytes(bytes, WindowUnit.DAY));

        deliverAll(all);

        int delivered = all.stream().mapToInt(gateway -> gateway.delivered).sum() * SIZE;
        assertThat(delivered).isBetween(bytes, bytes + SIZE - 1 + 2 * (gateways - 1) * SIZE);
    }

    /** As when a pool of clients is opened anew for each event, while an admin saves the plan again and again. */
    @ParameterizedTest
    @CsvSource({"2,100", "3,1000", "5,10000"})
    void streamsThatComeAndGoAndPlansThatAreSavedAgainGiveNoMore(int gateways, int quota) {
        List<Gateway> all = gateways(gateways, Plans.events(quota, WindowUnit.DAY));
        all.forEach(gateway -> gateway.comesAgain = true);

        deliverAll(all);

        int delivered = all.stream().mapToInt(gateway -> gateway.delivered).sum();
        assertThat(delivered).isBetween(quota, quota + 2 * (gateways - 1));
    }

    @Test
    void aSingleGatewayHasNothingToWaitFor() {
        Gateway alone = new Gateway(0, 1, Plans.events(10_000, WindowUnit.DAY));

        alone.deliver();

        assertThat(alone.delivered).isEqualTo(10_000);
    }

    @Test
    void oneOfThreeThatIsUsedAloneGivesAllOfItInTheEnd() {
        Gateway used = new Gateway(0, 3, Plans.events(1_000, WindowUnit.DAY));

        for (int step = 0; !used.isReached; step++) {
            assertThat(step).as("steps of 50 ms").isLessThan(20 * 30);
            used.deliver();
            now.addAndGet(QuotaTable.TICK_MILLIS);
            used.loop.onTick();
        }

        assertThat(used.delivered).isEqualTo(1_000);
    }

    private List<Gateway> gateways(int gateways, Plan plan) {
        return IntStream.range(0, gateways)
                .mapToObj(number -> new Gateway(number, gateways, plan))
                .toList();
    }

    private void deliverAll(List<Gateway> all) {
        for (int step = 0; all.stream().anyMatch(gateway -> !gateway.isReached); step++) {
            assertThat(step).as("steps of 50 ms").isLessThan(20 * 60);
            all.forEach(Gateway::deliver);
            now.addAndGet(QuotaTable.TICK_MILLIS);
            all.forEach(gateway -> gateway.loop.onTick());
            report(all);
        }
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
        StreamQuota stream;
        Plan plan;
        int delivered;
        boolean isReached;
        boolean comesAgain;

        Gateway(int number, int gateways, Plan plan) {
            this.number = number;
            this.plan = plan;
            table.setGateways(gateways);
            stream = requireNonNull(loop.open(Plans.subscription(plan)));
        }

        void deliver() {
            if (comesAgain) {
                loop.close(stream);
                loop.onTick();
                plan = Plans.savedAgain(plan);
                stream = requireNonNull(loop.open(Plans.subscription(plan)));
            }
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
