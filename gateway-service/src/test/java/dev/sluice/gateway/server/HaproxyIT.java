package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.embedded.FreePorts;
import dev.sluice.gateway.request.Cidr;
import dev.sluice.gateway.request.PortalOrigins;
import dev.sluice.gateway.request.ProxyHeader;
import dev.sluice.gateway.request.TrustedProxies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** HAProxy in front of a gateway, as {@code deploy/compose/haproxy.cfg} has it; each client may have one stream. */
@EnabledIf(
        value = "dev.sluice.gateway.server.Haproxy#isHere",
        disabledReason = "no haproxy on this machine: apt-get install haproxy")
class HaproxyIT extends StreamingCase {
    private static final String SECTIONS = """
            defaults
                mode http
                timeout connect 5s
                timeout client 20s
                timeout server 20s
            listen http1
                bind 127.0.0.1:%d
                server gateway 127.0.0.1:%d send-proxy-v2
            listen http2
                bind 127.0.0.1:%d
                server gateway 127.0.0.1:%2$d proto h2 send-proxy-v2
            listen text
                mode tcp
                bind 127.0.0.1:%d
                server gateway 127.0.0.1:%2$d send-proxy
            listen tls
                mode tcp
                bind 127.0.0.1:%d
                server gateway 127.0.0.1:%d send-proxy-v2
            """;

    private final int http1 = FreePorts.any();
    private final int http2 = FreePorts.any();
    private final int text = FreePorts.any();
    private final int tls = FreePorts.any();

    @Test
    void theGatewayKnowsEachClientByItsOwnAddress(@TempDir Path folder, @TempDir Path keys) throws Exception {
        // Given
        relay.live("/balanced");
        TrustedProxies proxies =
                new TrustedProxies(List.of(), ProxyHeader.X_FORWARDED_FOR, List.of(Cidr.of("127.0.0.1")));
        TestGateway gateway = streaming
                .gateway(
                        "gateway-1",
                        new HttpSettings(
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(2),
                                0,
                                1,
                                0,
                                Duration.ZERO,
                                proxies,
                                PortalOrigins.NONE))
                .serving(api);
        TestTls certificate = new TestTls(keys);
        int secured = gateway.bindTls(certificate.server(ServerTls.bestProvider()));
        String sections = SECTIONS.formatted(http1, gateway.port(), http2, text, tls, secured);

        try (Haproxy _ = Haproxy.run(folder, sections, tls);
                // When
                StreamClient first = connect("127.0.0.11", http1);
                StreamClient again = connect("127.0.0.11", text);
                StreamClient overHttp2 = connect("127.0.0.12", http2);
                StreamClient another = connect("127.0.0.13", http2);
                StreamClient asText = connect("127.0.0.14", text);
                StreamClient overTls = over(certificate, "127.0.0.15");
                StreamClient overTlsAgain = over(certificate, "127.0.0.12")) {
            // Then
            assertThat(List.of(first.status(), overHttp2.status(), another.status(), asText.status(), overTls.status()))
                    .containsOnly(200);
            assertThat(List.of(again.status(), overTlsAgain.status())).containsOnly(429);
            for (StreamClient stream : List.of(first, overHttp2, another, asText, overTls)) {
                stream.read();
                assertThat(stream.next().type()).isEqualTo("sluice.live");
            }
        }
    }

    private StreamClient connect(String from, int port) throws IOException {
        return StreamClient.over(socket(from, port), api.basePath() + "/balanced", 0);
    }

    private StreamClient over(TestTls certificate, String from) throws IOException {
        return StreamClient.over(
                certificate.socket(socket(from, tls), certificate.parameters()), api.basePath() + "/balanced", 0);
    }

    private static Socket socket(String from, int port) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }
}
