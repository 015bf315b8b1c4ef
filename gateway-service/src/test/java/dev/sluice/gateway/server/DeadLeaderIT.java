package dev.sluice.gateway.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.embedded.BrokerLog;
import dev.sluice.embedded.KafkaCluster;
import dev.sluice.gateway.server.TestRelay.Pulled;
import dev.sluice.gateway.stream.StreamProtocol;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.TopicStreaming;
import dev.sluice.testsupport.stream.EventReader.Received;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A broker dies that alone has the feeds of one API: that API's clients wait, and no others do. */
@ExtendWith(LeakCheck.class)
@Tag("faults")
class DeadLeaderIT {
    private static final int DEAD_FEEDS = 8;
    private static final int EVENTS = 400;
    private static final String TEXT = "x".repeat(8000);
    private static final int SMALL_RECEIVE_BUFFER = 4096;
    private static final Duration SERVED = Duration.ofSeconds(2);
    private static final Duration BACK = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private KafkaCluster cluster;
    private Streaming streaming;
    private ApiRecord staying;
    private TestRelay stayingRelay;
    private Pulled stays;
    private int doomed;

    @BeforeEach
    void start() throws Exception {
        BrokerLog.warningsOnly();
        cluster = KafkaCluster.start(directory, Map.of());
        streaming = new Streaming(cluster.bootstrapServers(), KafkaCluster.NODES);
        staying = streaming.api(TopicStreaming.DEFAULT, 1);
        stayingRelay = streaming.relay(staying);
        stays = stayingRelay.live("/stays");
        doomed = 1 + cluster.leaderOf(stayingRelay.topic(), 0) % KafkaCluster.NODES;
    }

    @AfterEach
    void stop() throws Exception {
        streaming.close();
        cluster.close();
    }

    @Test
    void streamsOfOtherFeedsGoOnAndThoseOfTheDeadOneWaitForIt() throws Exception {
        // Given
        ApiRecord dying =
                ApiChange.of(streaming.apiOn(doomed, 1)).heartbeat(500).next();
        streaming.put(dying);
        TestRelay dyingRelay = streaming.relay(dying);
        Pulled dies = dyingRelay.live("/dies");
        TestGateway gateway = streaming
                .gateway("gateway-1", StreamingCase.RING)
                .serving(staying)
                .serving(dying);
        Awaitility.await().until(() -> gateway.isVersion(dying));
        StreamClient open = gateway.connect(staying, "/stays");
        StreamClient waiting = gateway.connect(dying, "/dies");
        open.next();
        waiting.next();
        stayingRelay.send(stays, "e0");
        dyingRelay.send(dies, "before");
        String first = requireNonNull(open.next().id());
        assertThat(waiting.next().data()).isEqualTo("before");

        // When
        cluster.kill(doomed);
        int timers = waiting.heartbeats();

        // Then: a fail-over that takes more than 5 s makes the gateway send an event of its own.
        for (int i = 1; i <= 100; i++) {
            stayingRelay.send(stays, "e" + i);
            assertThat(open.nextEvent(SERVED).data()).isEqualTo("e" + i);
        }
        for (int round = 0; round < 5; round++) {
            assertIsServed(gateway, "/stays?since=earliest", "e0");
            assertIsServed(gateway, "/stays", "e1", "Last-Event-ID: " + first);
            assertThat(gateway.connect(dying, "/dies").status()).isEqualTo(503);
        }
        Awaitility.await().until(() -> waiting.heartbeats() >= timers + 4);
        assertThat(waiting.hasNoEventMore()).isTrue();
        cluster.restart(doomed);
        dyingRelay.send(dies, "after");
        assertThat(waiting.nextEvent(BACK).data()).isEqualTo("after");
        stayingRelay.send(stays, "last");
        assertThat(open.nextEvent(SERVED).data()).isEqualTo("last");
    }

    @Test
    void whoReplaysDeadFeedsLeavesTheReadersToOthers() throws Exception {
        // Given
        ApiRecord dying = streaming.apiOn(doomed, DEAD_FEEDS);
        TestRelay dyingRelay = streaming.relay(dying);
        List<Pulled> dead = oneOfEachFeed(dyingRelay);
        TestGateway gateway = streaming
                .gateway("gateway-1", StreamingCase.NO_RING)
                .serving(staying)
                .serving(dying);
        List<StreamClient> behind = new ArrayList<>();
        for (Pulled channel : dead) {
            dyingRelay.sendMany(channel, EVENTS, TEXT);
            String path = channel.key.substring(channel.key.indexOf("|/") + 1);
            behind.add(StreamClient.connectUnread(
                    gateway.port(), dying.basePath() + path + "?since=earliest", SMALL_RECEIVE_BUFFER));
        }
        stayingRelay.sendMany(stays, EVENTS, "e");

        // When
        cluster.kill(doomed);
        behind.forEach(StreamClient::read);
        Awaitility.await("all of them wait for the log")
                .until(() -> gateway.fanout().replays().waiting(StreamProtocol.HTTP1) == DEAD_FEEDS);

        // Then
        for (int round = 0; round < 10; round++) {
            assertIsServed(gateway, "/stays?since=earliest", "e1");
        }
        cluster.restart(doomed);
        for (StreamClient client : behind) {
            for (int i = 1; i <= EVENTS; i++) {
                assertThat(client.nextEvent(BACK).data()).isEqualTo(TEXT + i);
            }
            client.close();
        }
    }

    private void assertIsServed(TestGateway gateway, String path, String data, String... headers) throws Exception {
        long asked = System.nanoTime();
        StreamClient fresh = gateway.connect(staying, path, headers);
        Received event = fresh.nextEvent();
        Duration took = Duration.ofNanos(System.nanoTime() - asked);
        assertThat(event.data()).isEqualTo(data);
        assertThat(took).as(path).isLessThan(SERVED);
        fresh.close();
    }

    private static List<Pulled> oneOfEachFeed(TestRelay relay) throws Exception {
        Map<Integer, Pulled> found = new HashMap<>();
        for (int i = 0; found.size() < DEAD_FEEDS; i++) {
            Pulled channel = relay.channel("/dies-" + i);
            if (found.putIfAbsent(channel.feed.partition(), channel) == null) {
                relay.live("/dies-" + i);
            }
        }
        return List.copyOf(found.values());
    }
}
