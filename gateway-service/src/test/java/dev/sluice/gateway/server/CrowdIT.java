package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.request.Cidr;
import dev.sluice.gateway.request.PortalOrigins;
import dev.sluice.gateway.request.ProxyHeader;
import dev.sluice.gateway.request.TrustedProxies;
import dev.sluice.gateway.server.TestRelay.Pulled;
import dev.sluice.model.problem.Problem;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More clients than there is room for: each is told when to come back, in words that it understands. */
class CrowdIT extends StreamingCase {
    private static final String[] BROWSER = {"Accept: text/event-stream", "Sec-Fetch-Mode: cors"};
    private static final TrustedProxies LOOPBACK =
            new TrustedProxies(List.of(Cidr.of("127.0.0.0/8")), ProxyHeader.X_FORWARDED_FOR, List.of());

    private Pulled channel;

    @BeforeEach
    void pull() throws Exception {
        channel = relay.live("/crowd");
    }

    @Test
    void anAddressHasSoManyStreamsAndNoMoreUntilOneEnds() throws Exception {
        TestGateway gateway = gateway(0, 2, Duration.ZERO, TrustedProxies.NONE);
        StreamClient first = gateway.connect(api, "/crowd");
        StreamClient second = gateway.connect(api, "/crowd");
        first.next();
        second.next();

        StreamClient script = gateway.connect(api, "/crowd");
        StreamClient browser = gateway.connect(api, "/crowd", BROWSER);

        RefusalTable.assertRefused(Problem.TOO_MANY_CONNECTIONS, script);
        RefusalTable.assertTold(Problem.TOO_MANY_CONNECTIONS, browser);
        assertThat(StreamClient.request(gateway.port(), "OPTIONS", api.basePath() + "/crowd")
                        .status())
                .isEqualTo(200);
        relay.send(channel, "for those who are in");
        assertThat(second.next().data()).isEqualTo("for those who are in");

        first.close();
        script.close();
        browser.close();
        Awaitility.await("there is room again")
                .until(() -> gateway.connect(api, "/crowd").status() == 200);
    }

    @Test
    void throughATrustedProxyEachClientHasItsOwnPlaces() throws Exception {
        TestGateway gateway = gateway(0, 1, Duration.ZERO, LOOPBACK);
        StreamClient one = gateway.connect(api, "/crowd", "X-Forwarded-For: 203.0.113.1");
        one.next();

        StreamClient another = gateway.connect(api, "/crowd", "X-Forwarded-For: 203.0.113.2");
        StreamClient same = gateway.connect(api, "/crowd", "X-Forwarded-For: 198.51.100.9, 203.0.113.1");

        assertThat(another.status()).isEqualTo(200);
        assertThat(same.status()).isEqualTo(429);
    }

    @Test
    void whoIsNoTrustedProxyCannotInventClients() throws Exception {
        TestGateway gateway = gateway(0, 1, Duration.ZERO, TrustedProxies.NONE);
        gateway.connect(api, "/crowd", "X-Forwarded-For: 203.0.113.1").next();

        StreamClient invented = gateway.connect(api, "/crowd", "X-Forwarded-For: 203.0.113.2");

        assertThat(invented.status()).isEqualTo(429);
    }

    @Test
    void aNodeHasSoManyConnectionsAndNoMore() throws Exception {
        TestGateway gateway = gateway(1, 0, Duration.ZERO, TrustedProxies.NONE);
        StreamClient in = gateway.connect(api, "/crowd");
        in.next();

        assertOverloaded(gateway);

        relay.send(channel, "for the one who is in");
        assertThat(in.next().data()).isEqualTo("for the one who is in");
    }

    @Test
    void anEventLoopThatDoesNotKeepUpServesItsOpenStreamsAndAdmitsNoMore() throws Exception {
        TestGateway gateway = gateway(0, 0, Duration.ofMillis(50), TrustedProxies.NONE);
        StreamClient in = gateway.connect(api, "/crowd");
        in.next();
        AtomicBoolean busy = new AtomicBoolean(true);

        gateway.eventLoops().forEach(loop -> loop.execute(new Load(loop, busy)));

        Awaitility.await("the loops are found out")
                .until(() -> gateway.connect(api, "/crowd").status() == 503);
        assertOverloaded(gateway);
        relay.send(channel, "late, but there");
        assertThat(in.next().data()).isEqualTo("late, but there");
        busy.set(false);
        Awaitility.await("they have recovered")
                .until(() -> gateway.connect(api, "/crowd").status() == 200);
    }

    /** Work of 150 ms, over and over; everything else has its turn between. */
    private record Load(EventLoop loop, AtomicBoolean busy) implements Runnable {
        @Override
        public void run() {
            LockSupport.parkNanos(Duration.ofMillis(150).toNanos());
            if (busy.get()) {
                loop.schedule(this, 1, TimeUnit.MILLISECONDS);
            }
        }
    }

    private void assertOverloaded(TestGateway gateway) throws Exception {
        StreamClient script = gateway.connect(api, "/crowd");
        StreamClient browser = gateway.connect(api, "/crowd", BROWSER);
        RefusalTable.assertRefused(Problem.OVERLOADED, script);
        RefusalTable.assertTold(Problem.OVERLOADED, browser);
    }

    private TestGateway gateway(int max, int maxPerAddress, Duration maxLag, TrustedProxies proxies) throws Exception {
        HttpSettings settings = new HttpSettings(
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                max,
                maxPerAddress,
                0,
                maxLag,
                proxies,
                PortalOrigins.NONE);
        return streaming.gateway("gateway-1", settings).serving(api);
    }
}
