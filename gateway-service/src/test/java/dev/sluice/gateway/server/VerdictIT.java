package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.server.TestRelay.Pulled;
import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import dev.sluice.testsupport.stream.EventReader.Received;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictIT extends StreamingCase {
    @Test
    void aBackendThatRefusesAChannelIsToldInsteadOfAStream() throws Exception {
        Pulled missing = relay.live("/missing");
        relay.status(missing, Upstream.REFUSED, 404, "Not Found");
        Pulled forbidden = relay.live("/forbidden");
        relay.status(forbidden, Upstream.REFUSED, 403, "no credentials");
        TestGateway gateway = gateway("gateway-1", RING);

        StreamClient notFound = gateway.connect(api, "/missing");
        StreamClient refused = gateway.connect(api, "/forbidden");

        assertThat(notFound.status()).isEqualTo(404);
        assertThat(notFound.next().data()).contains("\"code\":\"101504\"");
        assertThat(refused.status()).isEqualTo(502);
        assertThat(refused.next().data()).contains("403").contains("no credentials");
    }

    @Test
    void aChannelForWhichTheRelaysHaveNoRoomIsRefusedForNow() throws Exception {
        Pulled capped = relay.live("/capped");
        relay.status(capped, Upstream.REFUSED, null, UpstreamStatus.CAP);
        TestGateway gateway = gateway("gateway-1", RING);

        StreamClient client = gateway.connect(api, "/capped");

        assertThat(client.status()).isEqualTo(503);
        assertThat(client.header("Retry-After")).isEqualTo("30");
        assertThat(client.next().data()).contains("Too Many Channels");
    }

    @Test
    void withoutAnyRelayTheHeadComesAfterTwoSecondsAndEventsWhenTheyDo() throws Exception {
        TestGateway gateway = gateway("gateway-1", RING);
        long before = System.nanoTime();

        StreamClient client = gateway.connect(api, "/unused");

        Duration waited = Duration.ofNanos(System.nanoTime() - before);
        assertThat(client.status()).isEqualTo(200);
        assertThat(waited).isBetween(Duration.ofMillis(1900), Duration.ofMillis(6000));
        Pulled channel = relay.live("/unused");
        assertThat(client.next().type()).isEqualTo("sluice.live");
        relay.send(channel, "at last");
        assertThat(client.next().data()).isEqualTo("at last");
    }

    @Test
    void theHeadWaitsForTheFirstConnectAndThenAPublishArrives() throws Exception {
        Pulled channel = relay.channel("/first");
        relay.claim(channel.feed);
        relay.status(channel, Upstream.CONNECTING, null, null);
        TestGateway gateway = gateway("gateway-1", RING);
        Thread upstream = Thread.ofVirtual().start(() -> {
            try {
                org.awaitility.Awaitility.await().until(() -> gateway.demanded(channel));
                relay.status(channel, Upstream.LIVE, null, null);
            } catch (Exception broken) {
                throw new IllegalStateException(broken);
            }
        });
        long before = System.nanoTime();

        StreamClient client = gateway.connect(api, "/first");

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(1900));
        upstream.join();
        relay.send(channel, "first");
        assertThat(client.nextEvent().data()).isEqualTo("first");
    }

    /** The relay makes the channel's state while the client waits for its head. */
    @ParameterizedTest
    @ValueSource(longs = {RING, NO_RING})
    void theFirstClientOfAChannelHasAnIdToComeBackWithThoughTheBackendSaysNothing(long ring) throws Exception {
        Pulled channel = relay.channel("/first-silent");
        TestGateway gateway = gateway("gateway-1", ring);
        Thread upstream = Thread.ofVirtual().start(() -> {
            try {
                org.awaitility.Awaitility.await().until(() -> gateway.demanded(channel));
                relay.claim(channel.feed);
                relay.status(channel, Upstream.CONNECTING, null, null);
            } catch (Exception broken) {
                throw new IllegalStateException(broken);
            }
        });

        StreamClient client = gateway.connect(api, "/first-silent");

        upstream.join();
        Received status = client.next();
        assertThat(status.type()).isEqualTo("sluice.status");
        assertThat(status.data()).contains("\"upstream\":\"connecting\"");
        assertThat(status.id()).startsWith(channel.id(0, 0).substring(0, 13));
        client.close();
        relay.send(channel, "meanwhile");
        StreamClient resumed = gateway.connect(api, "/first-silent", "Last-Event-ID: " + status.id());
        assertThat(resumed.next().data()).isEqualTo("meanwhile");
    }

    @Test
    void whileTheBackendFailsAStreamBeginsWithItsStatusAndIsLiveWhenThatIs() throws Exception {
        Pulled channel = relay.live("/failing");
        relay.status(channel, Upstream.BACKING_OFF, 500, "Internal Server Error");
        TestGateway one = gateway("gateway-1", RING);
        TestGateway two = gateway("gateway-2", NO_RING);

        StreamClient client = one.connect(api, "/failing");

        Received status = client.next();
        assertThat(status.type()).isEqualTo("sluice.status");
        assertThat(status.data()).contains("\"upstream\":\"backing-off\"").contains("500");
        assertThat(status.id()).startsWith(channel.id(0, 0).substring(0, 13));
        relay.status(channel, Upstream.LIVE, 200, null);
        Received live = client.next();
        assertThat(live.type()).isEqualTo("sluice.live");
        assertThat(live.id()).isEqualTo(status.id());
        relay.send(channel, "one");
        assertThat(client.next().data()).isEqualTo("one");
        for (TestGateway gateway : List.of(one, two)) {
            StreamClient dropped = gateway.connect(api, "/failing", "Last-Event-ID: " + status.id());
            assertThat(dropped.next().data()).isEqualTo("one");
            assertThat(dropped.next().type()).isEqualTo("sluice.live");
        }
    }

    @Test
    void aBackendThatSaysNothingIsToldWhenTheVerdictIsDue() throws Exception {
        Pulled silent = relay.channel("/silent");
        relay.claim(silent.feed);
        relay.status(silent, Upstream.CONNECTING, null, null);
        Pulled known = relay.channel("/known");
        long offset = relay.send(known, "one");
        relay.send(known, "two");
        relay.status(known, Upstream.CONNECTING, null, null);
        TestGateway gateway = gateway("gateway-1", RING);
        long before = System.nanoTime();

        StreamClient resumed = gateway.connect(api, "/known", "Last-Event-ID: " + known.id(1, offset));
        assertThat(resumed.next().data()).isEqualTo("two");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(1900));
        StreamClient fresh = gateway.connect(api, "/silent");

        for (StreamClient client : List.of(resumed, fresh)) {
            Received status = client.next();
            assertThat(status.type()).isEqualTo("sluice.status");
            assertThat(status.data()).contains("\"upstream\":\"connecting\"");
            assertThat(status.id()).isNotNull();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(1900));
        relay.status(silent, Upstream.LIVE, 200, null);
        assertThat(fresh.next().type()).isEqualTo("sluice.live");
    }

    @Test
    void aBackendThatIsConnectedAnewWithinTheVerdictIsLiveFromTheBeginning() throws Exception {
        Pulled channel = relay.live("/again");
        relay.send(channel, "before");
        relay.status(channel, Upstream.CONNECTING, null, null);
        TestGateway gateway = gateway("gateway-1", RING);
        Thread upstream = Thread.ofVirtual().start(() -> {
            try {
                org.awaitility.Awaitility.await().until(() -> gateway.demanded(channel));
                relay.status(channel, Upstream.LIVE, 200, null);
            } catch (Exception broken) {
                throw new IllegalStateException(broken);
            }
        });

        StreamClient client = gateway.connect(api, "/again");

        assertThat(client.next().type()).isEqualTo("sluice.live");
        upstream.join();
        relay.send(channel, "one");
        assertThat(client.next().data()).isEqualTo("one");
    }

    @Test
    void requestsThatCannotBeServedAreTold() throws Exception {
        TestGateway gateway = gateway("gateway-1", RING);
        assertThat(StreamClient.connect(gateway.port(), "/nothing/here").status())
                .isEqualTo(404);
        assertThat(gateway.connect(api, "/a/%2e%2e/b").status()).isEqualTo(400);
        assertThat(gateway.connect(api, "/" + "x".repeat(1100)).status()).isEqualTo(414);
        assertThat(gateway.connect(api, "/" + "x".repeat(9000)).status()).isEqualTo(414);
        assertThat(gateway.connect(api, "/a", "X: " + "x".repeat(20000)).status())
                .isEqualTo(431);
        assertThat(StreamClient.request(gateway.port(), "POST", api.basePath() + "/a")
                        .status())
                .isEqualTo(405);
        assertThat(StreamClient.request(gateway.port(), "OPTIONS", api.basePath() + "/a")
                        .status())
                .isEqualTo(200);
        StreamClient head = StreamClient.request(gateway.port(), "HEAD", api.basePath() + "/a");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).isEqualTo("text/event-stream");
    }
}
