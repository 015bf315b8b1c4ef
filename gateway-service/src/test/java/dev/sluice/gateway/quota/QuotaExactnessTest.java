package dev.sluice.gateway.quota;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.access.AccessRecord.Burst;
import dev.sluice.model.access.AccessRecord.LimitType;
import dev.sluice.model.access.AccessRecord.Plan;
import dev.sluice.model.access.AccessRecord.PlanLimit;
import dev.sluice.model.quota.Period;
import dev.sluice.model.quota.Window;
import dev.sluice.model.quota.WindowUnit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * One gateway, whose streams come, go and change their plans in any order: what the plans of the moment allow is given, and
 * not an event more.
 */
class QuotaExactnessTest {
    private static final WindowUnit[] UNITS = {WindowUnit.MINUTE, WindowUnit.HOUR, WindowUnit.DAY};
    private static final List<String> COUNTERS = List.of("s:1", "a:1");

    @Test
    void eachWindowIsGivenWhatItsLimitSaysAndNoMore() {
        for (int seed = 0; seed < 500; seed++) {
            new Run(seed).go();
        }
    }

    /** What was delivered under a counter, by an account of the test's own. */
    private static final class Account {
        private final Map<Window, Long> events = new HashMap<>();
        private final Map<Window, Long> bytes = new HashMap<>();
        private Plan plan;

        Account(Plan plan) {
            this.plan = plan;
        }

        void deliver(long now, int size) {
            Stream<Period> limits = plan.limits().stream().map(PlanLimit::period);
            Burst burst = plan.burst();
            Stream.concat(limits, Stream.ofNullable(burst).map(Burst::period))
                    .distinct()
                    .map(period -> period.windowAt(Instant.ofEpochMilli(now)))
                    .forEach(window -> {
                        events.merge(window, 1L, Long::sum);
                        bytes.merge(window, (long) size, Long::sum);
                    });
        }

        boolean isReached(long now) {
            return plan.stopOnQuotaReach()
                    && plan.limits().stream()
                            .anyMatch(limit -> used(limit.type(), limit.period(), now) >= limit.count());
        }

        boolean isPaced(long now) {
            Burst burst = plan.burst();
            return burst != null && used(LimitType.EVENTS, burst.period(), now) >= burst.count();
        }

        private long used(LimitType type, Period period, long now) {
            return (type == LimitType.EVENTS ? events : bytes)
                    .getOrDefault(period.windowAt(Instant.ofEpochMilli(now)), 0L);
        }
    }

    private static final class Run {
        private record Open(LoopQuotas loop, StreamQuota quota) {}

        private final int seed;
        private final Random random;
        private final AtomicLong now =
                new AtomicLong(Instant.parse("2026-11-30T23:50:30Z").toEpochMilli());
        private final QuotaTable table = new QuotaTable(now::get, () -> 20_000);
        private final List<LoopQuotas> loops = List.of(table.forLoop(), table.forLoop(), table.forLoop());
        private final Map<String, Account> accounts = new HashMap<>();
        private final Map<String, Long> reported = new HashMap<>();
        private final List<Open> open = new ArrayList<>();

        Run(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
            COUNTERS.forEach(counter -> accounts.put(counter, new Account(plan())));
        }

        void go() {
            for (int step = 0; step < 200; step++) {
                switch (random.nextInt(12)) {
                    case 0 -> open();
                    case 1 -> close();
                    case 2 -> changePlan();
                    case 3 -> pass(random.nextInt(40_000));
                    case 4 -> tick();
                    default -> send();
                }
            }
            tick();
            tick();
            checkReports();
        }

        private void open() {
            LoopQuotas loop = loops.get(random.nextInt(loops.size()));
            open.add(new Open(loop, requireNonNull(loop.open(counters()))));
        }

        private void close() {
            if (!open.isEmpty()) {
                Open gone = open.remove(random.nextInt(open.size()));
                gone.loop().close(gone.quota());
            }
        }

        /** One stream's loop has seen it; the others see it later, or not at all. */
        private void changePlan() {
            if (!open.isEmpty()) {
                account(COUNTERS.get(random.nextInt(2))).plan = plan();
                int index = random.nextInt(open.size());
                Open before = open.get(index);
                open.set(
                        index,
                        new Open(before.loop(), requireNonNull(before.loop().change(before.quota(), counters()))));
            }
        }

        private void send() {
            if (open.isEmpty()) {
                return;
            }
            StreamQuota stream = open.get(random.nextInt(open.size())).quota();
            for (int left = random.nextInt(20); left > 0; left--) {
                int size = 1 + random.nextInt(300);
                Allowance allowance = allows(stream, size);
                boolean isReached = accounts.values().stream().anyMatch(account -> account.isReached(now.get()));
                boolean isPaced = accounts.values().stream().anyMatch(account -> account.isPaced(now.get()));
                if (allowance == Allowance.REACHED) {
                    assertThat(isReached).as("seed %d: it ends", seed).isTrue();
                    return;
                }
                if (allowance == Allowance.WAIT) {
                    boolean isUpToDate = stream.counters().equals(counters());
                    assertThat(isReached || isPaced || !isUpToDate)
                            .as("seed %d: it waits", seed)
                            .isTrue();
                    return;
                }
                assertThat(isReached || isPaced).as("seed %d: it goes on", seed).isFalse();
                accounts.values().forEach(account -> account.deliver(now.get(), size));
                stream.use(size);
            }
        }

        /** Of what other loops have leased all is back after two ticks. */
        private Allowance allows(StreamQuota stream, int size) {
            Allowance allowance = stream.allows(size);
            for (int i = 0; i < 3 && allowance == Allowance.WAIT; i++) {
                tick();
                allowance = stream.allows(size);
            }
            return allowance;
        }

        private void tick() {
            pass(QuotaTable.TICK_MILLIS);
            loops.forEach(LoopQuotas::onTick);
            table.takeChanged(use -> reported.put(use.counter() + '/' + use.window(), use.events()));
        }

        private void pass(long millis) {
            now.addAndGet(millis);
        }

        private void checkReports() {
            accounts.forEach((counter, account) -> account.plan.limits().forEach(limit -> {
                Window window = limit.period().windowAt(Instant.ofEpochMilli(now.get()));
                assertThat(reported.getOrDefault(counter + '/' + window, 0L))
                        .as("seed %d: %s %s", seed, counter, window)
                        .isEqualTo(account.events.getOrDefault(window, 0L));
            }));
        }

        private List<PlanCounter> counters() {
            return COUNTERS.stream()
                    .map(counter -> new PlanCounter(counter, account(counter).plan))
                    .toList();
        }

        private Account account(String counter) {
            return requireNonNull(accounts.get(counter));
        }

        private Plan plan() {
            List<PlanLimit> limits = new ArrayList<>();
            limits.add(new PlanLimit(LimitType.EVENTS, 1 + random.nextInt(40), unit(), 1 + random.nextInt(2)));
            if (random.nextBoolean()) {
                limits.add(new PlanLimit(LimitType.BYTES, 1 + random.nextInt(5000), unit(), 1));
            }
            Burst burst = random.nextInt(3) == 0 ? new Burst(1 + random.nextInt(20), WindowUnit.MINUTE, 1) : null;
            return new Plan(1, 1, "Any", limits, burst, random.nextInt(5) > 0, null, null);
        }

        private WindowUnit unit() {
            return UNITS[random.nextInt(UNITS.length)];
        }
    }
}
