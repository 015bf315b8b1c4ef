package dev.sluice.gateway.stream;

import static dev.sluice.gateway.stream.TestLoop.GENERATION;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.quota.LoopQuotas;
import dev.sluice.gateway.quota.PlanCounter;
import dev.sluice.gateway.quota.Plans;
import dev.sluice.gateway.quota.QuotaTable;
import dev.sluice.gateway.quota.StreamQuota;
import dev.sluice.gateway.stream.TestLoop.Row;
import dev.sluice.model.api.TopicStreaming.Heartbeat;
import dev.sluice.model.api.TopicStreaming.SlowClient;
import dev.sluice.model.event.RecordKind;
import dev.sluice.model.quota.WindowUnit;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A client whose plans hold it back, and change, while it reads in the ring and in the log. */
class PacedClientTest {
    private static final long[] RINGS = {0, 200, 1000, 1 << 20};

    @Test
    void eachEventIsSentOnceWhateverItsPlansDo() {
        for (int seed = 0; seed < 300; seed++) {
            new Run(seed).go();
        }
    }

    private static final class Run {
        private final int seed;
        private final Random random;
        private final AtomicLong now =
                new AtomicLong(Instant.parse("2026-11-30T10:20:30Z").toEpochMilli());
        private final QuotaTable table = new QuotaTable(now::get, () -> 20_000);
        private final LoopQuotas quotas = table.forLoop();
        private final TestLoop loop;
        private final TestOutlet client;
        private @Nullable StreamQuota quota;
        private int last = 20;

        Run(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.loop = new TestLoop(RINGS[random.nextInt(RINGS.length)]);
            Row first = append(1);
            for (int i = 2; i <= last; i++) {
                append(i);
            }
            loop.tailAll();
            quota = requireNonNull(quotas.open(plan()));
            StreamTerms terms = new StreamTerms(true, SlowClient.REPLAY, 3000, Heartbeat.COMMENT, quota);
            client = loop.open(loop.plan(TestLoop.after(first)), random.nextBoolean(), terms);
        }

        void go() {
            for (int step = 0; step < 60; step++) {
                switch (random.nextInt(7)) {
                    case 0 -> appendSome();
                    case 1 -> change(random.nextInt(4) == 0 ? List.of() : plan());
                    case 2 -> passSome(random.nextInt(1500));
                    case 3 -> client.take();
                    default -> loop.runOne();
                }
            }
            change(List.of());
            for (int i = 0; i < 500; i++) {
                passSome(100);
                client.take();
                loop.runAll();
            }

            assertThat(client.ended).as("seed " + seed).isNull();
            assertThat(client.control("sluice.gap")).as("seed " + seed).isEmpty();
            assertThat(client.data())
                    .as("seed " + seed)
                    .isEqualTo(LongStream.rangeClosed(2, last)
                            .mapToObj(sequence -> "e" + sequence)
                            .toList());
            loop.feed.release();
        }

        private Row append(int sequence) {
            return loop.append(RecordKind.EVENT, GENERATION, sequence, random.nextInt(3));
        }

        private void appendSome() {
            for (int more = random.nextInt(8); more > 0; more--) {
                append(++last);
            }
            loop.tail(random.nextInt(10));
        }

        /** As each stream's right is looked at when something has changed. */
        private void change(List<PlanCounter> counters) {
            StreamQuota next = quotas.change(quota, counters);
            if (next != quota) {
                quota = next;
                client.subscriber().setQuota(next);
                client.subscriber().advance();
            }
            client.subscriber().onQuotaNews();
        }

        private void passSome(int millis) {
            now.addAndGet(millis);
            quotas.onTick();
            loop.tailAll();
            loop.letTimePass();
            client.wake();
        }

        private List<PlanCounter> plan() {
            WindowUnit unit = random.nextBoolean() ? WindowUnit.SECOND : WindowUnit.MINUTE;
            return Plans.subscription(
                    random.nextInt(3) == 0
                            ? Plans.events(100_000, WindowUnit.DAY)
                            : Plans.eventsAndBurst(100_000, 1 + random.nextInt(6), unit));
        }
    }
}
