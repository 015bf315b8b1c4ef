package dev.sluice.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.http.TestRelay.Pulled;
import dev.sluice.model.api.TopicStreaming;
import dev.sluice.model.api.TopicStreaming.OnGap;
import dev.sluice.model.api.TopicStreaming.Resume;
import dev.sluice.model.api.TopicStreaming.SlowClient;
import dev.sluice.model.event.RecordKind;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import java.util.Map;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlEventsOffIT extends StreamingCase {
    private static final String ID = "Last-Event-ID: ";

    @Override
    TopicStreaming topic() {
        return new TopicStreaming(null, Resume.AUTO, SlowClient.REPLAY, OnGap.EARLIEST, false);
    }

    @Test
    void theStreamBeginsWithAnIdAndNoEventOfOurs() throws Exception {
        Pulled channel = relay.live("/plain");
        TestGateway gateway = gateway("gateway-1", RING);
        StreamClient client = gateway.connect(api, "/plain");
        Awaitility.await().until(() -> client.lastEventId() != null);
        assertThat(client.lastEventId()).startsWith(channel.generation + ".0.");
        relay.status(channel, Upstream.BACKING_OFF, 503, "away");
        relay.send(channel, "one");
        assertThat(client.next().data()).isEqualTo("one");
        assertThat(client.hasNothingMore()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {RING, NO_RING})
    void aGapClosesAnOpenStreamAndTheNextHeadSaysIt(long ring) throws Exception {
        Pulled channel = relay.live("/gap");
        TestGateway gateway = gateway("gateway-1", ring);
        StreamClient client = gateway.connect(api, "/gap");
        Awaitility.await().until(() -> client.lastEventId() != null);
        relay.send(channel, "one");
        relay.send(channel, RecordKind.GAP, null, "{\"reason\":\"relay-outage\"}");
        relay.send(channel, "two");
        assertThat(client.next().data()).isEqualTo("one");
        assertThat(StreamClient.isClosed(client.next())).isTrue();

        StreamClient again = gateway.connect(api, "/gap", ID + client.lastEventId());

        assertThat(again.header("Sluice-Resume")).isEqualTo("gap");
        assertThat(again.next().data()).isEqualTo("two");
        StreamClient exact = gateway.connect(api, "/gap", ID + again.lastEventId());
        assertThat(exact.header("Sluice-Resume")).isEqualTo("exact");
        StreamClient malformed = gateway.connect(api, "/gap", ID + "x");
        assertThat(malformed.header("Sluice-Resume")).isEqualTo("gap");
        assertThat(malformed.next().data()).isEqualTo("one");
    }

    @Test
    void theHeadSaysThatAStartIsFromBeforeWhatIsKept() throws Exception {
        Pulled channel = relay.live("/since");
        relay.sendMany(channel, 10, "e");
        relay.through(channel.feed, relay.send(channel, "e11") + 1);
        relay.checkpoint(channel.feed);
        streaming
                .admin
                .deleteRecords(Map.of(new TopicPartition(relay.topic(), 0), RecordsToDelete.beforeOffset(6)))
                .all()
                .get();
        TestGateway gateway = gateway("gateway-1", NO_RING);

        StreamClient all = gateway.connect(api, "/since?since=-11");
        StreamClient kept = gateway.connect(api, "/since?since=-5");

        assertThat(all.header("Sluice-Resume")).isEqualTo("gap");
        assertThat(all.next().data()).isEqualTo("e6");
        assertThat(kept.header("Sluice-Resume")).isEqualTo("start");
        assertThat(kept.next().data()).isEqualTo("e7");
    }

    @Test
    void anEndIsAnIdToStopAt() throws Exception {
        Pulled channel = relay.live("/end");
        TestGateway gateway = gateway("gateway-1", RING);
        StreamClient client = gateway.connect(api, "/end");
        relay.send(channel, "one");
        assertThat(client.next().data()).isEqualTo("one");
        relay.send(channel, RecordKind.END, null, "{\"reason\":\"backend-ended\"}");
        relay.status(channel, Upstream.ENDED, 204, null);
        assertThat(StreamClient.isClosed(client.next())).isTrue();

        Awaitility.await("the gateway has read the channel's state").untilAsserted(() -> {
            StreamClient again = gateway.connect(api, "/end", ID + client.lastEventId());
            assertThat(again.status()).isEqualTo(204);
        });
    }
}
