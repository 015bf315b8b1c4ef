package dev.sluice.gateway.http;

import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.TopicStreaming;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test with one API on one feed, a relay that it plays itself, and as many gateways as it starts. */
@ExtendWith(LeakCheck.class)
abstract class StreamingCase {
    static final long RING = 16L << 20;
    static final long NO_RING = 0;

    Streaming streaming;
    ApiRecord api;
    TestRelay relay;

    @BeforeEach
    void start() throws Exception {
        streaming = new Streaming();
        api = streaming.api(topic(), 1);
        relay = streaming.relay(api);
    }

    TopicStreaming topic() {
        return TopicStreaming.DEFAULT;
    }

    @AfterEach
    void stop() throws Exception {
        streaming.close();
    }

    TestGateway gateway(String nodeId, long ringBytes) throws Exception {
        return streaming.gateway(nodeId, ringBytes).serving(api);
    }
}
