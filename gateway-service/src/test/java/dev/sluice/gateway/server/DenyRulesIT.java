package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.request.Cidr;
import dev.sluice.gateway.request.PortalOrigins;
import dev.sluice.gateway.request.ProxyHeader;
import dev.sluice.gateway.request.TrustedProxies;
import dev.sluice.gateway.server.TestRelay.Pulled;
import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord.Deny;
import dev.sluice.model.access.AccessRecord.DenyType;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Deny rules about addresses, of which proxies that are trusted have the last word. */
class DenyRulesIT extends StreamingCase {
    private static final String DENIED = "203.0.113.7";
    private static final HttpSettings BEHIND_A_PROXY = new HttpSettings(
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            0,
            0,
            0,
            Duration.ZERO,
            new TrustedProxies(List.of(Cidr.of("127.0.0.0/8")), ProxyHeader.X_FORWARDED_FOR, List.of()),
            PortalOrigins.NONE);

    @Test
    void aRuleEndsStreamsOfItsAddressOnEveryGatewayAndWhatClientsWriteMakesNoDifference() throws Exception {
        Pulled channel = relay.live("/open");
        TestGateway one = streaming.gateway("gateway-1", BEHIND_A_PROXY).serving(api);
        TestGateway two = streaming.gateway("gateway-2", BEHIND_A_PROXY).serving(api);
        TestGateway direct = gateway("gateway-3", RING);
        StreamClient first = one.connect(api, "/open", "X-Forwarded-For: " + DENIED);
        StreamClient second = two.connect(api, "/open", "X-Forwarded-For: 198.51.100.1, " + DENIED);
        StreamClient neighbour = one.connect(api, "/open", "X-Forwarded-For: 203.0.113.8");
        StreamClient pretender = direct.connect(api, "/open", "X-Forwarded-For: " + DENIED);
        for (StreamClient client : List.of(first, second, neighbour, pretender)) {
            assertThat(client.next().type()).isEqualTo("sluice.live");
        }
        relay.send(channel, "before");
        assertThat(first.next().data()).isEqualTo("before");

        streaming.put(AccessKey.deny("rule-1"), new Deny(1, Streaming.nextVersion(), DenyType.IP, DENIED, false));

        assertThat(second.next().data()).isEqualTo("before");
        for (StreamClient client : List.of(first, second)) {
            assertThat(client.next(Duration.ofMillis(2000)).data()).isEqualTo("{\"reason\":\"denied\"}");
            assertThat(StreamClient.isClosed(client.next())).isTrue();
        }
        StreamClient refused = two.connect(api, "/open", "X-Forwarded-For: 198.51.100.1, " + DENIED);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isNull();
        assertThat(refused.next().data()).contains("\"code\":\"900805\"", "\"message\":\"Message blocked\"");
        assertThat(one.connect(api, "/open", "X-Forwarded-For: " + DENIED + ", 203.0.113.8")
                        .status())
                .isEqualTo(200);
        relay.send(channel, "after");
        for (StreamClient client : List.of(neighbour, pretender)) {
            assertThat(client.next().data()).isEqualTo("before");
            assertThat(client.next().data()).isEqualTo("after");
        }

        streaming.remove(AccessKey.deny("rule-1"));
        Awaitility.await().until(() -> isLetIn(two));
        StreamClient back =
                two.connect(api, "/open", "X-Forwarded-For: " + DENIED, "Last-Event-ID: " + second.lastEventId());
        assertThat(back.next().data()).isEqualTo("after");
    }

    private boolean isLetIn(TestGateway gateway) throws Exception {
        return gateway.connect(api, "/open", "X-Forwarded-For: " + DENIED).status() == 200;
    }
}
