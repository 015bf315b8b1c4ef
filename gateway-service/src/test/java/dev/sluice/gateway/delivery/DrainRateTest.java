package dev.sluice.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DrainRateTest {
    /** However the ticks come: never more than the rate allows, and never fewer while there are some to go. */
    @Property
    void asManyLeaveAsTheRateAllows(
            @ForAll @DoubleRange(min = 0.5, max = 5000) double perSecond,
            @ForAll @Size(max = 50) List<@IntRange(min = 1, max = 900) Integer> pausesMillis) {
        DrainRate drainRate = new DrainRate(perSecond, 0);
        long now = 0;
        long left = 0;

        for (int pause : pausesMillis) {
            now += TimeUnit.MILLISECONDS.toNanos(pause);
            left += drainRate.take(Integer.MAX_VALUE, now);

            double allowed = perSecond * now / TimeUnit.SECONDS.toNanos(1);
            assertThat((double) left).isBetween(allowed - 1.001, allowed + 0.001);
        }
    }

    @Test
    void tokensNotTakenAreNotSavedForLongerThanASecond() {
        DrainRate drainRate = new DrainRate(100, 0);

        assertThat(drainRate.take(0, TimeUnit.MINUTES.toNanos(1))).isZero();
        assertThat(drainRate.take(1000, TimeUnit.MINUTES.toNanos(1))).isEqualTo(101);
        assertThat(drainRate.take(1000, TimeUnit.MINUTES.toNanos(1))).isZero();
    }
}
