package dev.sluice.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StreamLifeTest {
    private static final long BEGAN = 5_000_000_000L;

    private final StreamLife life = new StreamLife(BEGAN, 3_600_000, 0.9);

    @Test
    void itIsAsLongAsTheShorterOfApiAndPlansAllows() {
        assertThat(millis()).isEqualTo(3_240_000);
        life.setPlans(7_200_000);
        assertThat(millis()).isEqualTo(3_240_000);

        life.setPlans(60_000);

        assertThat(millis()).isEqualTo(54_000);
    }

    /** Else streams that were opened together would end together after some changes, and come back together. */
    @Test
    void whatIsDrawnForItStaysHoweverOftenRightsChange() {
        life.setPlans(60_000);

        for (int i = 0; i < 100; i++) {
            assertThat(life.setPlans(60_000)).isFalse();
        }

        assertThat(millis()).isEqualTo(54_000);
    }

    @Test
    void aPlanThatAllowsMoreGivesItMore() {
        life.setPlans(60_000);

        assertThat(life.setPlans(120_000)).isTrue();
        assertThat(millis()).isEqualTo(108_000);
        assertThat(life.setPlans(Long.MAX_VALUE)).isTrue();
        assertThat(millis()).isEqualTo(3_240_000);
    }

    private long millis() {
        return TimeUnit.NANOSECONDS.toMillis(life.endNanos() - BEGAN);
    }
}
