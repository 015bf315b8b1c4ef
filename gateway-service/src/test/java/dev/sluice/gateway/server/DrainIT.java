package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.gateway.server.TestRelay.Pulled;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.TopicStreaming;
import dev.sluice.model.api.TopicStreaming.Heartbeat;
import dev.sluice.model.api.TopicStreaming.OnGap;
import dev.sluice.model.api.TopicStreaming.Resume;
import dev.sluice.model.api.TopicStreaming.SlowClient;
import dev.sluice.testsupport.stream.EventReader.Received;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Clients that are sent away, all at once or when they have stayed long enough, lose nothing. */
class DrainIT extends StreamingCase {
    private static final String PATH = "/draining";

    @Test
    void twoHundredClientsOfANodeThatLeavesGoOnAtTheOtherOneWholeAndInOrder() throws Exception {
        int clients = 200;
        int events = 600;
        Pulled channel = relay.live(PATH);
        TestGateway draining = gateway("gateway-1", RING);
        TestGateway staying = gateway("gateway-2", RING);
        List<StreamClient> open = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            StreamClient client = draining.connect(api, PATH);
            assertThat(client.next().type()).isEqualTo("sluice.live");
            open.add(client);
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Seen>> seen = open.stream()
                    .map(client -> threads.submit(() -> follow(client, staying, events)))
                    .toList();
            relay.sendMany(channel, events / 3, "e");
            Future<Void> sending = threads.submit(() -> {
                for (int i = events / 3 + 1; i <= events; i++) {
                    relay.send(channel, "e" + i);
                }
                return null;
            });
            long before = System.nanoTime();

            new Drain(draining.dataPlane(), new DrainSettings(Duration.ZERO, 100, Duration.ofSeconds(30))).run();

            Duration took = Duration.ofNanos(System.nanoTime() - before);
            assertThat(took).isBetween(Duration.ofMillis(1800), Duration.ofSeconds(20));
            assertThat(draining.dataPlane().connections()).isZero();
            sending.get();
            Set<String> retries = new HashSet<>();
            for (Future<Seen> one : seen) {
                assertThat(one.get().events()).isEqualTo(numbered(events));
                assertThat(one.get().goodbye()).startsWith("{\"reason\":\"drain\",\"retryMs\":");
                retries.add(one.get().goodbye());
            }
            assertThat(retries).as("not all come back at the same time").hasSizeGreaterThan(clients / 2);
        }
        assertThatThrownBy(() -> draining.connect(api, PATH)).isInstanceOf(ConnectException.class);
    }

    @Test
    void theWindowCountsMoreThanTheRate() throws Exception {
        relay.live(PATH);
        TestGateway draining = gateway("gateway-1", RING);
        for (int i = 0; i < 20; i++) {
            draining.connect(api, PATH).next();
        }
        long before = System.nanoTime();

        Drain drain = new Drain(draining.dataPlane(), new DrainSettings(Duration.ZERO, 1, Duration.ofSeconds(2)));
        assertThat(drain.seconds()).isZero();
        drain.run();

        assertThat(drain.seconds()).isPositive();
        assertThat(drain.limitSeconds()).isEqualTo(2);
        assertThat(draining.dataPlane().connections()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void whoIsStillBeingLetInWhenTheNodeLeavesIsSentAwayToo() throws Exception {
        TestGateway draining = gateway("gateway-1", RING);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // Its head waits two seconds, since no relay says anything of its channel.
            Future<StreamClient> late = threads.submit(() -> draining.connect(api, "/unused"));
            Awaitility.await().until(() -> draining.dataPlane().connections() == 1);

            new Drain(draining.dataPlane(), new DrainSettings(Duration.ZERO, 100, Duration.ofSeconds(30))).run();

            assertThat(late.get().status()).isEqualTo(200);
            assertThat(late.get().next().data()).contains("\"drain\"");
        }
    }

    @Test
    void aStreamThatHasLivedLongEnoughEndsAndIsResumedExactly() throws Exception {
        ApiRecord shortLived = ApiChange.of(api).maxAge(3000).next();
        streaming.put(shortLived);
        Pulled channel = relay.live(PATH);
        TestGateway gateway = gateway("gateway-1", RING);
        Awaitility.await().until(() -> gateway.isVersion(shortLived));
        long before = System.nanoTime();
        StreamClient client = gateway.connect(api, PATH);
        assertThat(client.next().type()).isEqualTo("sluice.live");
        relay.send(channel, "one");
        assertThat(client.next().data()).isEqualTo("one");

        Received goodbye = client.next();

        Duration lived = Duration.ofNanos(System.nanoTime() - before);
        assertThat(goodbye.type()).isEqualTo("sluice.goaway");
        assertThat(goodbye.data()).startsWith("{\"reason\":\"max-age\",\"retryMs\":");
        assertThat(lived).isGreaterThan(Duration.ofMillis(2400));
        assertThat(StreamClient.isClosed(client.next())).isTrue();
        relay.send(channel, "two");
        StreamClient again = gateway.connect(api, PATH, "Last-Event-ID: " + client.lastEventId());
        assertThat(again.next().data()).isEqualTo("two");
    }

    @Test
    void withControlEventsOffOnlyTheWaitIsTold() throws Exception {
        TopicStreaming silent =
                new TopicStreaming(null, Resume.AUTO, SlowClient.REPLAY, OnGap.EARLIEST, false, Heartbeat.COMMENT);
        ApiRecord other = streaming.api(silent, 1);
        TestRelay itsRelay = streaming.relay(other);
        Pulled channel = itsRelay.live(PATH);
        TestGateway gateway = streaming.gateway("gateway-1", RING).serving(other);
        StreamClient client = gateway.connect(other, PATH);
        itsRelay.send(channel, "one");
        assertThat(client.next().data()).isEqualTo("one");

        new Drain(gateway.dataPlane(), new DrainSettings(Duration.ZERO, 100, Duration.ofSeconds(30))).run();

        assertThat(StreamClient.isClosed(client.next())).isTrue();
        assertThat(client.endedCleanly()).isTrue();
    }

    private record Seen(List<String> events, @Nullable String goodbye) {}

    /** Reads on, at the other node when the first one sends it away, until it has all. */
    private Seen follow(StreamClient first, TestGateway other, int events) throws Exception {
        List<String> seen = new ArrayList<>();
        String goodbye = null;
        StreamClient client = first;
        while (seen.size() < events) {
            Received next = client.next(Duration.ofSeconds(30));
            if (StreamClient.isClosed(next)) {
                client = other.connect(api, PATH, "Last-Event-ID: " + client.lastEventId());
                assertThat(client.status()).isEqualTo(200);
            } else if (next.type().equals("sluice.goaway")) {
                goodbye = next.data();
            } else if (!next.isControl()) {
                seen.add(next.data());
            }
        }
        return new Seen(seen, goodbye);
    }

    private static List<String> numbered(int events) {
        List<String> numbered = new ArrayList<>();
        for (int i = 1; i <= events; i++) {
            numbered.add("e" + i);
        }
        return numbered;
    }
}
