package dev.sluice.gateway.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.server.TestRelay.Pulled;
import dev.sluice.model.api.TopicStreaming;
import dev.sluice.model.api.TopicStreaming.Heartbeat;
import dev.sluice.model.api.TopicStreaming.OnGap;
import dev.sluice.model.api.TopicStreaming.Resume;
import dev.sluice.model.api.TopicStreaming.SlowClient;
import dev.sluice.model.event.RecordKind;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
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
        return new TopicStreaming(null, Resume.AUTO, SlowClient.REPLAY, OnGap.EARLIEST, false, Heartbeat.COMMENT);
    }

    /** Many clients take a block without data for an empty message. */
    @Test
    void theStreamIsACommentAndThenBlocksWithDataAloneUntilItEnds() throws Exception {
        Pulled channel = relay.live("/plain");
        TestGateway gateway = gateway("gateway-1", RING);
        try (Socket socket = StreamClient.socket(gateway.port(), 0)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(("GET " + api.basePath() + "/plain HTTP/1.0\r\n\r\n").getBytes(US_ASCII));
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (!ChunkedBody.line(in).isEmpty()) {
                // the head
            }
            relay.status(channel, Upstream.BACKING_OFF, 503, "away");
            relay.send(channel, RecordKind.GAP, null, "{\"reason\":\"relay-outage\"}");
            relay.send(channel, "one");
            relay.send(channel, RecordKind.EVENT, "price", "two");
            StringBuilder body = new StringBuilder();
            while (!body.toString().endsWith("two\n\n")) {
                body.append(read(in));
            }

            new Drain(gateway.dataPlane(), new DrainSettings(Duration.ZERO, 100, Duration.ofSeconds(30))).run();

            body.append(new String(in.readAllBytes(), US_ASCII));
            assertThat(body.toString())
                    .matches(":\nretry: \\d+\nid: \\S+\ndata: one\n\nid: \\S+\nevent: price\ndata: two\n\n");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {RING, NO_RING})
    void aGapClosesAnOpenStreamAndTheNextHeadSaysIt(long ring) throws Exception {
        Pulled channel = relay.live("/gap");
        TestGateway gateway = gateway("gateway-1", ring);
        StreamClient client = gateway.connect(api, "/gap");
        relay.send(channel, "one");
        relay.send(channel, RecordKind.GAP, null, "{\"reason\":\"relay-outage\"}");
        relay.send(channel, RecordKind.GAP, null, "{\"reason\":\"idle\"}");
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

    @ParameterizedTest
    @ValueSource(longs = {RING, NO_RING})
    void afterTheLastEventOfAnEndedChannelThereIsNothingToComeBackFor(long ring) throws Exception {
        Pulled channel = relay.live("/end");
        TestGateway gateway = gateway("gateway-1", ring);
        StreamClient client = gateway.connect(api, "/end");
        relay.send(channel, "one");
        assertThat(client.next().data()).isEqualTo("one");
        relay.send(channel, RecordKind.END, null, "{\"reason\":\"backend-ended\"}");
        relay.status(channel, Upstream.ENDED, 204, null);
        assertThat(StreamClient.isClosed(client.next())).isTrue();

        Awaitility.await("the gateway has read the channel's state").untilAsserted(() -> {
            StreamClient again = gateway.connect(api, "/end", ID + client.lastEventId());
            assertThat(again.status()).isEqualTo(204);
            assertThat(again.header("Sluice-Resume")).isEqualTo("exact");
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {RING, NO_RING})
    void anEndThatIsOldIsNoEndToWhoComesBackToWhatFollowed(long ring) throws Exception {
        Pulled channel = relay.live("/anew");
        TestGateway gateway = gateway("gateway-1", ring);
        StreamClient client = gateway.connect(api, "/anew");
        relay.send(channel, "one");
        assertThat(client.next().data()).isEqualTo("one");
        relay.send(channel, RecordKind.END, null, "{\"reason\":\"backend-ended\"}");
        relay.send(channel, "two");
        assertThat(StreamClient.isClosed(client.next())).isTrue();

        StreamClient again = gateway.connect(api, "/anew", ID + client.lastEventId());

        assertThat(again.header("Sluice-Resume")).isIn("exact", "replay");
        assertThat(again.next().data()).isEqualTo("two");
    }

    private static String read(InputStream in) throws IOException {
        int next = in.read();
        assertThat(next).as("the stream goes on").isGreaterThanOrEqualTo(0);
        return String.valueOf((char) next);
    }
}
