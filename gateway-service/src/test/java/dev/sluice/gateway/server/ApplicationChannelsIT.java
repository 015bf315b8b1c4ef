package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.request.PortalOrigins;
import dev.sluice.gateway.request.TrustedProxies;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.TopicStreaming;
import dev.sluice.model.problem.Problem;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApplicationChannelsIT {
    private static final String[] BROWSER = {"Accept: text/event-stream", "Sec-Fetch-Mode: cors"};
    private static final HttpSettings TWO_CHANNELS = new HttpSettings(
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            0,
            0,
            2,
            Duration.ZERO,
            TrustedProxies.NONE,
            PortalOrigins.NONE);

    private Streaming streaming;
    private ApiRecord api;
    private TestGateway gateway;
    private TestSubscription subscribed;

    @BeforeEach
    void start() throws Exception {
        streaming = new Streaming();
        api = ApiChange.of(streaming.api(TopicStreaming.DEFAULT, 1)).secured().next();
        streaming.put(api);
        subscribed = new TestSubscription(streaming, api);
        gateway = streaming.gateway("gateway-1", TWO_CHANNELS).serving(api);
    }

    @AfterEach
    void stop() throws Exception {
        streaming.close();
    }

    @Test
    void anApplicationHasABoundOfChannelsAndFindsRoomWhenItLeavesOne() throws Exception {
        // Given
        TestRelay relay = streaming.relay(api);
        TestRelay.Pulled first = relay.live("/first");
        relay.live("/second");
        relay.live("/third");
        StreamClient one = connect("/first");
        StreamClient two = connect("/second");
        assertThat(one.next().type()).isEqualTo("sluice.live");
        assertThat(two.next().type()).isEqualTo("sluice.live");

        // When
        StreamClient more = connect("/first");
        StreamClient refused = connect("/third");
        StreamClient browser = gateway.connect(api, "/third", bearer(), BROWSER[0], BROWSER[1]);
        StreamClient tester =
                gateway.connect(api, "/third", "Internal-Key: " + subscribed.testKey("test-1", Duration.ofMinutes(5)));

        // Then
        assertThat(more.status()).isEqualTo(200);
        RefusalTable.assertRefused(Problem.TOO_MANY_CHANNELS_OF_APPLICATION, refused);
        RefusalTable.assertTold(Problem.TOO_MANY_CHANNELS_OF_APPLICATION, browser);
        assertThat(tester.status()).isEqualTo(200);
        one.close();
        more.close();
        Awaitility.await().until(() -> gateway.isLeftAtOnce(first));
        Awaitility.await().until(() -> connect("/third").status() == 200);
    }

    private StreamClient connect(String path) throws Exception {
        return gateway.connect(api, path, bearer());
    }

    private String bearer() {
        return "Authorization: Bearer " + subscribed.token("token-1", Duration.ofMinutes(5));
    }
}
