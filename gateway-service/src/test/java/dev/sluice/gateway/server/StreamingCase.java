package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.stream.StreamLimits;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.TopicStreaming;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test with one API on one feed, a relay that it plays itself, and as many gateways as it starts. All tests of a class have
 * one installation, which each leaves without its API.
 */
@ExtendWith(LeakCheck.class)
abstract class StreamingCase {
    static final long RING = 16L << 20;
    static final long NO_RING = 0;
    /** A tenth and a fifth of the usual patience with clients that take nothing. */
    static final StreamLimits HASTY = new StreamLimits(64 * 1024, 0, Duration.ofSeconds(3), Duration.ofSeconds(3));

    static Streaming streaming;

    ApiRecord api;
    TestRelay relay;

    @BeforeAll
    static void install() throws Exception {
        streaming = new Streaming();
    }

    @AfterAll
    static void uninstall() throws Exception {
        streaming.close();
    }

    @BeforeEach
    void start() throws Exception {
        api = streaming.api(topic(), 1);
        relay = streaming.relay(api);
    }

    TopicStreaming topic() {
        return TopicStreaming.DEFAULT;
    }

    @AfterEach
    void stop() throws Exception {
        streaming.closeParts();
        streaming.delete(api);
    }

    /** The client that has taken nothing since then is closed when its time is up, and not before. */
    static void assertStalledIsClosed(TestGateway hasty, int remaining, long sinceNanos) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(8))
                .until(() -> hasty.dataPlane().streams() == remaining);
        assertThat(Duration.ofNanos(System.nanoTime() - sinceNanos)).isGreaterThan(Duration.ofMillis(2500));
    }

    TestGateway gateway(String nodeId, long ringBytes) throws Exception {
        return streaming.gateway(nodeId, ringBytes).serving(api);
    }
}
