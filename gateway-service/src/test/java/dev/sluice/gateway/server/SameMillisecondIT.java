package dev.sluice.gateway.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.server.TestRelay.Pulled;
import dev.sluice.model.event.RecordKind;
import dev.sluice.testsupport.stream.EventReader.Received;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class SameMillisecondIT extends StreamingCase {
    private static final int EVENTS = 10_000;

    /** The broker gives all records of one batch the same time. */
    @Test
    void ofTenThousandEventsOfOneMillisecondNoneIsSkippedThoughTheGatewayDiesAmongThem() throws Exception {
        // Given
        Pulled channel = relay.live("/burst");
        TestGateway one = gateway("gateway-1", RING);
        TestGateway two = gateway("gateway-2", NO_RING);
        StreamClient client = one.connect(api, "/burst");
        client.next();

        // When
        long time = sendInOneBatch(channel);
        String last = assertThatTheseCome(client, 1, EVENTS / 2);
        one.close();
        StreamClient resumed = two.connect(api, "/burst", "Last-Event-ID: " + last);
        StreamClient since = two.connect(api, "/burst?since=" + time);
        StreamClient after = two.connect(api, "/burst?since=" + (time + 1));

        // Then
        assertThatTheseCome(resumed, EVENTS / 2 + 1, EVENTS);
        assertThatTheseCome(since, 1, EVENTS);
        assertThat(after.next().type()).isEqualTo("sluice.live");
    }

    /** Returns the id of the last one. */
    private static String assertThatTheseCome(StreamClient client, int from, int to) throws InterruptedException {
        String last = "";
        for (int i = from; i <= to; i++) {
            Received event = client.next();
            assertThat(event.type() + ' ' + event.data()).isEqualTo("message e" + i);
            last = requireNonNull(event.id());
        }
        return last;
    }

    /** Returns the broker's time of all of them, in epoch milliseconds. */
    private long sendInOneBatch(Pulled channel) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                streaming.kafka.get("bootstrap.servers"),
                "compression.type",
                "gzip",
                "batch.size",
                8 << 20,
                "max.request.size",
                8 << 20,
                "linger.ms",
                10_000);
        List<CompletableFuture<Long>> times = IntStream.range(0, EVENTS)
                .mapToObj(_ -> new CompletableFuture<Long>())
                .toList();
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < EVENTS; i++) {
                CompletableFuture<Long> time = times.get(i);
                channel.sequence++;
                producer.send(
                        relay.row(
                                channel,
                                RecordKind.EVENT,
                                relay.epoch(channel.feed),
                                channel.sequence,
                                null,
                                "e" + channel.sequence),
                        (written, _) -> time.complete(written.timestamp()));
            }
        }
        List<Long> distinct =
                times.stream().map(CompletableFuture::join).distinct().toList();
        assertThat(distinct).hasSize(1);
        return distinct.getFirst();
    }
}
