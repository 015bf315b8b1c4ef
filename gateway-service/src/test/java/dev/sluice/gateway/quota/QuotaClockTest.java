package dev.sluice.gateway.quota;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.quota.WindowUnit;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A machine's clock that is wrong, and then set right. */
class QuotaClockTest {
    private static final int SIZE = 100;
    private static final List<PlanCounter> TEN_A_MINUTE = Plans.subscription(Plans.events(10, WindowUnit.MINUTE));

    private final AtomicLong now =
            new AtomicLong(Instant.parse("2026-11-30T10:20:30Z").toEpochMilli());
    private final QuotaTable table = new QuotaTable(now::get, () -> 20_000);
    private final LoopQuotas loop = table.forLoop();
    /** By window, as the others know it. */
    private final Map<String, Long> reported = new HashMap<>();

    @Test
    void aClockThatIsSetBackByMinutesGoesOnWithWhatItsWindowHasUsed() {
        StreamQuota stream = open();
        assertThat(send(stream, 6)).isEqualTo(6);
        pass(Duration.ofMinutes(3));
        assertThat(send(stream, 2)).isEqualTo(2);
        pass(Duration.ofMinutes(-3));

        assertThat(send(stream, 20)).isEqualTo(4);

        report();
        assertThat(reported)
                .containsEntry(
                        "MINUTE*1@" + Instant.parse("2026-11-30T10:20:00Z").toEpochMilli(), 10L);
    }

    @Test
    void soItDoesWhenItHadNoStreamMeanwhile() {
        StreamQuota before = open();
        send(before, 9);
        loop.close(before);
        pass(Duration.ofMinutes(3));
        pass(Duration.ofMinutes(-3));

        assertThat(send(open(), 20)).isEqualTo(1);

        report();
        assertThat(reported.values()).containsExactly(10L);
    }

    private StreamQuota open() {
        return requireNonNull(loop.open(TEN_A_MINUTE));
    }

    private int send(StreamQuota stream, int most) {
        int sent = 0;
        while (sent < most && stream.allows(SIZE) != Allowance.REACHED) {
            stream.use(SIZE);
            sent++;
        }
        return sent;
    }

    private void pass(Duration time) {
        loop.onTick();
        report();
        now.addAndGet(time.toMillis());
        for (int i = 0; i < 3; i++) {
            loop.onTick();
        }
    }

    /** No record of a window is followed by a smaller one. */
    private void report() {
        table.takeChanged(use -> {
            Long before = reported.put(use.window().toString(), use.events());
            assertThat(use.events()).isGreaterThanOrEqualTo(before == null ? 0 : before);
        });
    }
}
