package dev.sluice.benchmark.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EventScanTest {
    private static final int BYTES = 100;
    private static final long NOW = 1_000_000_000_000L;

    private final Tally tally = new Tally();

    @Test
    void eventsAreFoundHoweverTheAnswerIsCut() {
        byte[] answer = answer(1, 2, 3);
        for (int cut = 0; cut <= answer.length; cut++) {
            tally.reset();
            EventScan scan = new EventScan(BYTES, 0);

            read(scan, Arrays.copyOfRange(answer, 0, cut));
            read(scan, Arrays.copyOfRange(answer, cut, answer.length));

            assertThat(scan.isAccepted()).isTrue();
            assertThat(scan.last()).isEqualTo(3);
            assertThat(tally.received(0).events()).isEqualTo(3);
            assertThat(tally.received(0).faults()).isEqualTo("none");
        }
    }

    @Test
    void aHoleIsCountedByTheEventsThatAreMissing() {
        read(new EventScan(BYTES, Subscription.ANY), answer(7, 8, 12));

        assertThat(tally.received(0).lost()).isEqualTo(3);
        assertThat(tally.received(0).doubled()).isZero();
    }

    @Test
    void aResumedClientMissesWhatComesBeforeItsFirstEvent() {
        read(new EventScan(BYTES, 4), answer(6));

        assertThat(tally.received(0).lost()).isEqualTo(1);
    }

    @Test
    void anEventThatWasThereBeforeIsADoubleAndNoHole() {
        read(new EventScan(BYTES, Subscription.ANY), answer(5, 6, 5, 6, 7));

        assertThat(tally.received(0).doubled()).isEqualTo(2);
        assertThat(tally.received(0).lost()).isZero();
    }

    @Test
    void latencyIsCountedFromWhenTheEventWasDue() {
        read(new EventScan(BYTES, Subscription.ANY), answer(1));

        assertThat(tally.received(0).latencyMillis(50)).isBetween(1.99, 2.01);
    }

    @Test
    void anAnswerWithAnotherStatusIsNone() {
        EventScan scan = new EventScan(BYTES, Subscription.ANY);

        assertThat(scan.read(ByteBuffer.wrap("HTTP/1.1 404 Not Found\r\n".getBytes(US_ASCII)), NOW, tally))
                .isFalse();
        assertThat(scan.isAccepted()).isFalse();
    }

    private void read(EventScan scan, byte[] bytes) {
        assertThat(scan.read(ByteBuffer.wrap(bytes), NOW, tally)).isTrue();
    }

    /** Each event was due 2 ms ago. */
    private static byte[] answer(long... sequences) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n".getBytes(US_ASCII));
        for (long sequence : sequences) {
            answer.writeBytes("8b\r\nid: 0123456789.1.1\ndata: ".getBytes(US_ASCII));
            answer.writeBytes(Payload.of(sequence, NOW - 2_000_000, BYTES));
            answer.writeBytes("\n\n\r\n".getBytes(US_ASCII));
        }
        return answer.toByteArray();
    }
}
