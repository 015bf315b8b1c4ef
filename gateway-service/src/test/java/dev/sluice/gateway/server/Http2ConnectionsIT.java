package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.request.PortalOrigins;
import dev.sluice.gateway.request.TrustedProxies;
import dev.sluice.testsupport.stream.EventReader.Received;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** How many streams of HTTP/2 there may be, and when a connection is closed. */
class Http2ConnectionsIT extends Http2Case {
    private static final HttpSettings HASTY = settings(Duration.ofSeconds(1), 0);

    private static HttpSettings settings(Duration timeout, int maxPerAddress) {
        return new HttpSettings(
                timeout,
                Duration.ofSeconds(2),
                0,
                maxPerAddress,
                0,
                Duration.ZERO,
                TrustedProxies.NONE,
                PortalOrigins.NONE);
    }

    @Test
    void aNodeThatLeavesTellsEachStreamAndHasTheClientUseAnotherConnection() throws Exception {
        // Given
        TestGateway gateway = gateway("gateway-1", RING);
        Http2Client client = connect(gateway);
        List<Http2Answer> streams = List.of(client.get(path()), client.get(path()), client.get(path()));
        for (Http2Answer stream : streams) {
            assertThat(stream.next().type()).isEqualTo("sluice.live");
        }

        // When
        long before = System.nanoTime();
        new Drain(gateway.dataPlane(), new DrainSettings(Duration.ZERO, 100, Duration.ofSeconds(30))).run();

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        client.awaitGoAway();
        for (Http2Answer stream : streams) {
            Received last = stream.next();
            assertThat(last.type()).isEqualTo("sluice.goaway");
            assertThat(last.data()).contains("drain");
            assertThat(stream.endsCleanly()).isTrue();
        }
        Awaitility.await().until(() -> !client.isOpen());
    }

    @Test
    void eachStreamTakesAPlace() throws Exception {
        TestGateway gateway = streaming
                .gateway("gateway-1", settings(Duration.ofSeconds(10), 2))
                .serving(api);
        Http2Client client = connect(gateway);
        Http2Answer one = client.get(path());
        Http2Answer two = client.get(path());
        assertThat(one.next().type()).isEqualTo("sluice.live");
        assertThat(two.next().type()).isEqualTo("sluice.live");

        Http2Answer script = client.get(path());
        Http2Answer browser = client.get(path(), "accept: text/event-stream", "sec-fetch-mode: cors");

        assertRefused(script, 429, "\"code\":\"429\"");
        assertThat(browser.status()).isEqualTo(200);
        assertThat(browser.next().data()).startsWith("{\"reason\":\"cap\",\"retryMs\":");
        assertThat(browser.endsCleanly()).isTrue();
        one.cancel();
        Awaitility.await("there is room again").until(() -> client.get(path()).status() == 200);
    }

    @Test
    void aConnectionWithoutAStreamIsClosedAndOneWithAStreamIsNot() throws Exception {
        int port = bind(streaming.gateway("gateway-1", HASTY).serving(api));
        Http2Client idle = connect(port);
        Http2Client busy = connect(port);
        Http2Answer stream = busy.get(path());
        assertThat(stream.next().type()).isEqualTo("sluice.live");

        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> !idle.isOpen());

        assertThat(busy.isOpen()).isTrue();
        relay.send(channel, "still there");
        assertThat(stream.next().data()).isEqualTo("still there");
    }
}
