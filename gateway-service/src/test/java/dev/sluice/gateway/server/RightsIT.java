package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.api.LifecycleState;
import dev.sluice.testsupport.stream.EventReader.Received;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class RightsIT extends StreamingCase {
    @Test
    void undeployEndsOpenStreamsWithinASecondAndAdmitsNoClient() throws Exception {
        relay.live("/open");
        TestGateway gateway = gateway("gateway-1", RING);
        StreamClient client = gateway.connect(api, "/open");
        assertThat(client.next().type()).isEqualTo("sluice.live");

        streaming.undeploy(api);

        Received end = client.next(Duration.ofMillis(2500));
        assertThat(end.type()).isEqualTo("sluice.end");
        assertThat(end.data()).contains("undeployed");
        assertThat(StreamClient.isClosed(client.next())).isTrue();
        assertThat(gateway.connect(api, "/open").status()).isEqualTo(404);
        Awaitility.await().until(() -> gateway.dataPlane().streams() == 0);
    }

    @Test
    void aBlockedApiEndsItsStreams() throws Exception {
        relay.live("/open");
        TestGateway gateway = gateway("gateway-1", RING);
        StreamClient client = gateway.connect(api, "/open");
        client.next();

        streaming.put(ApiChange.of(api).to(LifecycleState.BLOCKED).next());

        assertThat(client.next(Duration.ofMillis(2500)).data()).contains("blocked");
        StreamClient refused = gateway.connect(api, "/open");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isNotNull();
    }

    @Test
    void aDemandIsWrittenOnceAndWithdrawnAfterTheLastClientHasGone() throws Exception {
        TestRelay.Pulled channel = relay.live("/demand");
        TestGateway gateway = gateway("gateway-1", RING);
        StreamClient one = gateway.connect(api, "/demand");
        StreamClient two = gateway.connect(api, "/demand");
        assertThat(gateway.demands(channel)).containsExactly(true);

        one.close();
        StreamClient three = gateway.connect(api, "/demand");
        two.close();
        three.close();

        Awaitility.await().until(() -> gateway.demands(channel).size() == 2);
        assertThat(gateway.demands(channel)).containsExactly(true, false);
        gateway.connect(api, "/demand");
        Awaitility.await().until(() -> gateway.demands(channel).size() == 3);
        assertThat(gateway.demands(channel)).containsExactly(true, false, true);
    }
}
