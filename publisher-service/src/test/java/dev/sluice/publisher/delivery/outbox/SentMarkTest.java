package dev.sluice.publisher.delivery.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SentMarkTest {
    private final SentMark mark = new SentMark();

    @Test
    void whatIsAtOrBelowTheMarkIsSent() throws InterruptedException {
        mark.onSent(7);

        assertThat(mark.await(7, System.nanoTime())).isEqualTo(SentMark.Sent.YES);
        assertThat(mark.await(8, System.nanoTime())).isEqualTo(SentMark.Sent.LATE);
    }

    @Test
    void theMarkNeverGoesBack() throws InterruptedException {
        mark.onSent(7);
        mark.onSent(3);

        assertThat(mark.await(7, System.nanoTime())).isEqualTo(SentMark.Sent.YES);
    }

    @Test
    void aStalledDrainIsNotWaitedFor() throws InterruptedException {
        mark.onStalled();

        assertThat(mark.await(1, System.nanoTime() + Duration.ofHours(1).toNanos()))
                .isEqualTo(SentMark.Sent.STALLED);
    }

    @Test
    void whatIsSentEndsTheStall() throws InterruptedException {
        mark.onStalled();
        mark.onSent(1);

        assertThat(mark.isStalled()).isFalse();
        assertThat(mark.await(2, System.nanoTime())).isEqualTo(SentMark.Sent.LATE);
    }
}
