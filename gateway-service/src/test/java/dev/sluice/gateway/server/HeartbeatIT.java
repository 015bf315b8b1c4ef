package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.gateway.server.TestRelay.Pulled;
import dev.sluice.model.api.TopicStreaming;
import dev.sluice.model.api.TopicStreaming.Heartbeat;
import dev.sluice.model.api.TopicStreaming.OnGap;
import dev.sluice.model.api.TopicStreaming.Resume;
import dev.sluice.model.api.TopicStreaming.SlowClient;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import dev.sluice.testsupport.stream.EventReader.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a client is sent in a silence: a comment, or an event. */
class HeartbeatIT extends Http2Case {
    private static final long HEARTBEAT_MILLIS = 500;
    private static final String AS_EVENT = "?sluice.heartbeat=event";
    private static final String AS_COMMENT = "?sluice.heartbeat=comment";

    @Test
    void aClientThatAsksForItIsSentHeartbeatsAsEventsThatMoveNoPlace() throws Exception {
        TestGateway gateway = serving(topic(true, Heartbeat.COMMENT));
        StreamClient usual = gateway.connect(path());
        StreamClient asking = gateway.connect(path() + AS_EVENT);
        Http2Answer askingToo = connect(gateway).get(path() + AS_EVENT);
        assertThat(usual.next().type()).isEqualTo("sluice.live");
        assertThat(askingToo.next().type()).isEqualTo("sluice.live");
        Received live = asking.next();

        for (int i = 0; i < 2; i++) {
            assertHeartbeat(asking.next());
            assertHeartbeat(askingToo.next());
        }

        assertThat(asking.lastEventId()).isEqualTo(live.id());
        assertThat(asking.heartbeats()).isZero();
        Awaitility.await().until(() -> usual.heartbeats() >= 2);
        assertThat(usual.hasNothingMore()).isTrue();
        long offset = relay.send(channel, "one");
        Received one = new Received(channel.id(1, offset), "message", "one");
        assertThat(usual.next()).as("it is the same channel").isEqualTo(one);
        assertThat(asking.nextEvent()).isEqualTo(one);
    }

    @Test
    void whatATopicSaysIsForClientsThatSayNothing() throws Exception {
        TestGateway gateway = serving(topic(true, Heartbeat.EVENT));
        StreamClient usual = gateway.connect(path() + "?sluice.heartbeat=");
        StreamClient asking = gateway.connect(path() + AS_COMMENT);
        assertThat(usual.next().type()).isEqualTo("sluice.live");
        assertThat(asking.next().type()).isEqualTo("sluice.live");

        assertHeartbeat(usual.next());

        Awaitility.await().until(() -> asking.heartbeats() >= 2);
        assertThat(asking.hasNothingMore()).isTrue();
    }

    @Test
    void withoutControlEventsOnlyAClientThatAsksForThemIsSentEvents() throws Exception {
        TestGateway gateway = serving(topic(false, Heartbeat.EVENT));
        StreamClient usual = gateway.connect(path());
        StreamClient asking = gateway.connect(path() + AS_EVENT);

        assertHeartbeat(asking.next());
        Awaitility.await("beside the comment that it begins with").until(() -> usual.heartbeats() >= 3);
        assertThat(usual.hasNothingMore()).isTrue();
        relay.send(channel, "one");

        assertThat(asking.nextEvent().data()).isEqualTo("one");
        assertThat(usual.next().data()).isEqualTo("one");
    }

    /** A proxy counts from the first byte, and the backend may take its time. */
    @Test
    void heartbeatsComeBeforeABackendHasSaidAnything() throws Exception {
        TestGateway gateway = serving(topic(true, Heartbeat.COMMENT));
        Pulled connecting = relay.channel("/connecting");
        relay.status(connecting, Upstream.CONNECTING, null, null);
        Http2Client http2 = connect(gateway);
        List<Http2Answer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<StreamClient>> opening = new ArrayList<>();
            for (String cold : List.of("/connecting", "/unknown-to-relays")) {
                answers.add(http2.get(api.basePath() + cold));
                opening.add(threads.submit(() -> gateway.connect(api, cold)));
            }

            for (Future<StreamClient> open : opening) {
                StreamClient stream = open.get();
                assertThat(stream.status()).isEqualTo(200);
                Awaitility.await().until(() -> stream.heartbeats() >= 2);
            }
        }
        // Its reader reads up to the next event only.
        relay.send(connecting, "at last");
        Http2Answer late = answers.getFirst();
        assertThat(late.next().type()).isIn("sluice.status", "sluice.live");
        for (Received next = late.next(); next.isControl(); next = late.next()) {
            assertThat(next.type()).isIn("sluice.status", "sluice.live");
        }
        assertThat(late.heartbeats()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void withoutControlEventsTheyComeBeforeABackendHasSaidAnythingToo() throws Exception {
        TestGateway gateway = serving(topic(false, Heartbeat.COMMENT));
        Pulled connecting = relay.channel("/connecting");
        relay.status(connecting, Upstream.CONNECTING, null, null);
        Http2Answer answer = connect(gateway).get(api.basePath() + "/connecting" + AS_EVENT);

        StreamClient stream = gateway.connect(api, "/connecting");

        assertThat(stream.status()).isEqualTo(200);
        Awaitility.await().until(() -> stream.heartbeats() >= 3);
        assertHeartbeat(answer.next());
        assertHeartbeat(answer.next());
    }

    private TestGateway serving(TopicStreaming topic) throws Exception {
        api = ApiChange.of(api).with(topic).heartbeat(HEARTBEAT_MILLIS).next();
        streaming.put(api);
        TestGateway gateway = gateway("gateway-1", RING);
        Awaitility.await().until(() -> gateway.isVersion(api));
        return gateway;
    }

    private static TopicStreaming topic(boolean controlEvents, Heartbeat heartbeat) {
        return new TopicStreaming(null, Resume.AUTO, SlowClient.REPLAY, OnGap.EARLIEST, controlEvents, heartbeat);
    }

    private static void assertHeartbeat(Received event) {
        assertThat(event.type()).isEqualTo("sluice.heartbeat");
        assertThat(event.id()).isNull();
        assertThat(event.data()).startsWith("{\"at\":\"").endsWith("\"}");
        assertThat(Instant.parse(event.data().substring(7, event.data().length() - 2)))
                .isCloseTo(Instant.now(), within(Duration.ofSeconds(5)));
    }
}
