package dev.sluice.relay.backend;

import static dev.sluice.relay.backend.HandServer.STREAM;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.control.GapReason;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A backend that would have its reader keep all it sends. {@code -Dtest.hostile.seconds} says how long each kind of bytes
 * is sent, by default half of one.
 */
class HostileBytesIT extends PullCase {
    private static final Duration EACH =
            Duration.ofMillis((long) (1000 * Double.parseDouble(System.getProperty("test.hostile.seconds", "0.5"))));
    /** What the reader may keep of one event, and what a garbage collector leaves. */
    private static final long MAX_GROWTH_BYTES = 8L << 20;

    private long heapBefore;

    @Test
    void memoryStaysFlatAndTheStreamGoesOn() throws Exception {
        run.first(server.url("/"), log);
        HandServer.ReceivedRequest backend = server.next();
        backend.send(STREAM);
        log.nextStatus(Upstream.LIVE);
        assertGoesOn(backend, "first");
        heapBefore = heap();

        flood(backend, "data: begins and never ends ", "x");
        assertTold(backend, "\n\n");
        flood(backend, "data: many lines\n", "data: another line of one event\n");
        assertTold(backend, "\n");
        flood(backend, "event: a type without end ", "t");
        assertTold(backend, "\ndata: of that type\n\n");

        flood(backend, ": a comment without end ", "c");
        backend.send("\n");
        assertGoesOn(backend, "after a long comment");
        flood(backend, "", ":\n");
        assertGoesOn(backend, "after many comments");
        flood(backend, "unknown-field-without-end", "f");
        backend.send("\n");
        assertGoesOn(backend, "after a long field");
        flood(backend, "", "field: value\n");
        assertGoesOn(backend, "after many fields");
        flood(backend, "id: without end ", "i");
        backend.send("\n");
        assertGoesOn(backend, "after a long id");
        flood(backend, "", "retry: 99999999999999999999\n");
        assertGoesOn(backend, "after many retries");
        flood(backend, "", "\r\n\n\r");
        assertGoesOn(backend, "after many blank lines");
    }

    /** Sends the same again and again; what has come of it until then is not kept. */
    private void flood(HandServer.ReceivedRequest backend, String begin, String again) throws IOException {
        byte[] many = again.repeat((64 << 10) / again.length()).getBytes(US_ASCII);
        backend.send(begin);
        long end = System.nanoTime() + EACH.toNanos();
        long sent = 0;
        while (System.nanoTime() < end || sent < 4 * PullRun.MAX_EVENT_BYTES) {
            backend.send(many);
            sent += many.length;
        }
        assertThat(heap() - heapBefore)
                .as("heap after %d bytes of %s%s", sent, begin, again)
                .isLessThan(MAX_GROWTH_BYTES);
    }

    private void assertTold(HandServer.ReceivedRequest backend, String end) throws Exception {
        backend.send(end);
        PullOutput output = log.nextRecord();
        assertThat(output).isInstanceOf(PullOutput.Gap.class);
        assertThat(((PullOutput.Gap) output).gap().reason()).isEqualTo(GapReason.OVERSIZE);
        assertGoesOn(backend, "after a gap");
    }

    private void assertGoesOn(HandServer.ReceivedRequest backend, String data) throws Exception {
        backend.send("data: " + data + "\n\n");
        assertThat(log.nextRecord()).isEqualTo(new PullOutput.Event(null, data, null));
    }

    private static long heap() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
