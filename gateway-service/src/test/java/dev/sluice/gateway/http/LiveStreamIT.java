package dev.sluice.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.http.StreamClient.Received;
import dev.sluice.gateway.http.TestRelay.Pulled;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.TopicStreaming;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveStreamIT {
    private static final long RING = 16L << 20;

    private Streaming streaming;
    private ApiRecord api;
    private TestRelay relay;

    @BeforeEach
    void start() throws Exception {
        streaming = new Streaming();
        api = streaming.api(TopicStreaming.DEFAULT, 1);
        relay = streaming.relay(api);
    }

    @AfterEach
    void stop() throws Exception {
        streaming.close();
    }

    @Test
    void aStreamBeginsWithALiveEventThatHasAnId() throws Exception {
        // Given
        Pulled channel = relay.live("/prices");
        relay.send(channel, "before");
        TestGateway gateway = streaming.gateway("gateway-1", RING).serving(api);

        // When
        StreamClient client = gateway.connect(api, "/prices");

        // Then
        assertThat(client.status()).isEqualTo(200);
        assertThat(client.header("Content-Type")).isEqualTo("text/event-stream");
        assertThat(client.header("Sluice-Resume")).isEqualTo("live");
        Received live = client.next();
        assertThat(live.type()).isEqualTo("sluice.live");
        assertThat(live.id()).isEqualTo(channel.id(1, 2));
        long offset = relay.send(channel, "after");
        assertThat(client.next()).isEqualTo(new Received(channel.id(2, offset), "message", "after"));
    }

    @Test
    void aPublishRightAfterTheHeadArrives() throws Exception {
        TestGateway gateway = streaming.gateway("gateway-1", RING).serving(api);
        Pulled channel = relay.live("/race");
        for (int i = 0; i < 500; i++) {
            try (StreamClient client = gateway.connect(api, "/race")) {
                String data = "event-" + i;
                relay.send(channel, data);
                assertThat(client.nextEvent().data()).isEqualTo(data);
                assertThat(client.hasNothingMore()).isTrue();
            }
        }
    }

    @Test
    void aResumeOnAnotherNodeGivesExactlyWhatWasMissed() throws Exception {
        TestGateway one = streaming.gateway("gateway-1", RING).serving(api);
        TestGateway two = streaming.gateway("gateway-2", 0).serving(api);
        Pulled channel = relay.live("/resume");
        StreamClient first = one.connect(api, "/resume");
        relay.sendMany(channel, 10, "e");
        for (int i = 1; i <= 10; i++) {
            assertThat(first.nextEvent().data()).isEqualTo("e" + i);
        }
        first.close();
        relay.sendMany(channel, 1000, "e");

        for (TestGateway gateway : new TestGateway[] {one, two}) {
            StreamClient second = gateway.connect(api, "/resume", "Last-Event-ID: " + first.lastEventId());
            for (int i = 11; i <= 1010; i++) {
                Received next = second.next();
                assertThat(next.data()).as(next.toString()).isEqualTo("e" + i);
            }
            assertThat(second.next().type()).isEqualTo("sluice.live");
        }
    }
}
