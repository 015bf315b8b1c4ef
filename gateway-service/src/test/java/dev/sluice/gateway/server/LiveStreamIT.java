package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.server.TestRelay.Pulled;
import dev.sluice.model.usage.UsageRecord;
import dev.sluice.testsupport.stream.EventReader.Received;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LiveStreamIT extends StreamingCase {
    @Test
    void aStreamBeginsWithALiveEventThatHasAnId() throws Exception {
        // Given
        Pulled channel = relay.live("/prices");
        relay.send(channel, "before");
        TestGateway gateway = gateway("gateway-1", RING);

        // When
        StreamClient client = gateway.connect(api, "/prices");

        // Then
        assertThat(client.status()).isEqualTo(200);
        assertThat(client.header("Content-Type")).isEqualTo("text/event-stream");
        assertThat(client.header("Cache-Control")).isEqualTo("no-store, no-transform");
        assertThat(client.header("X-Accel-Buffering")).isEqualTo("no");
        assertThat(client.header("Sluice-Resume")).isEqualTo("live");
        Received live = client.next();
        assertThat(live.type()).isEqualTo("sluice.live");
        assertThat(live.id()).isEqualTo(channel.id(1, 2));
        long offset = relay.send(channel, "after");
        assertThat(client.next()).isEqualTo(new Received(channel.id(2, offset), "message", "after"));
    }

    @Test
    void aPublishRightAfterTheHeadArrives() throws Exception {
        publishAfterHeads(100);
    }

    @Test
    @Tag("faults")
    void aPublishRightAfterTheHeadArrivesFiveHundredTimes() throws Exception {
        publishAfterHeads(500);
    }

    private void publishAfterHeads(int times) throws Exception {
        TestGateway gateway = gateway("gateway-1", RING);
        Pulled channel = relay.live("/race");
        for (int i = 0; i < times; i++) {
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
        TestGateway one = gateway("gateway-1", RING);
        TestGateway two = gateway("gateway-2", NO_RING);
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
        assertThat(one.used(api, UsageRecord::events)).isEqualTo(1010);
        assertThat(one.used(api, UsageRecord::opened)).isEqualTo(2);
        assertThat(one.used(api, record -> record.closed().getOrDefault("client", 0L)))
                .isEqualTo(1);
        assertThat(one.usage(api).getLast().open()).isEqualTo(1);
        assertThat(one.usage(api).getLast().applicationId()).isNull();
        assertThat(two.used(api, UsageRecord::replayed)).isEqualTo(1000);
        assertThat(two.used(api, UsageRecord::bytes)).isGreaterThan(1000 * "data: e1010".length());
    }

    @Test
    void smallAndLargeEventsOfOneTurnKeepTheirOrder() throws Exception {
        // Given
        Pulled channel = relay.live("/sizes");
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String data = i + "-" + "x".repeat(i % 3 == 0 ? 20_000 : 10);
            relay.send(channel, data);
            sent.add(data);
        }

        for (TestGateway gateway : List.of(gateway("gateway-1", RING), gateway("gateway-2", NO_RING))) {
            // When
            StreamClient client = gateway.connect(api, "/sizes?since=earliest");

            // Then
            for (String data : sent) {
                assertThat(client.nextEvent().data()).isEqualTo(data);
            }
        }
    }
}
