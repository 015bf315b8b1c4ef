package dev.sluice.gateway.server;

import static dev.sluice.gateway.server.ProxyHeaders.ENDPOINT;
import static dev.sluice.gateway.server.ProxyHeaders.LOCAL;
import static dev.sluice.gateway.server.ProxyHeaders.UNSPECIFIED;
import static dev.sluice.gateway.server.ProxyHeaders.text;
import static dev.sluice.gateway.server.ProxyHeaders.v1;
import static dev.sluice.gateway.server.ProxyHeaders.v2;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections through a proxy that names its client in front of all else; each address may have one stream. */
class ProxyProtocolIT extends StreamingCase {
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final int BOUND_MILLIS = 10_000;

    private final List<AutoCloseable> open = new ArrayList<>();
    private TestGateway gateway;

    @BeforeEach
    void startGateway() throws Exception {
        relay.live("/proxied");
        TrustedProxies proxies = new TrustedProxies(
                List.of(Cidr.of("10.0.0.0/8")), ProxyHeader.X_FORWARDED_FOR, List.of(Cidr.of("127.0.0.1")));
        gateway = streaming
                .gateway(
                        "gateway-1",
                        new HttpSettings(
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                0,
                                1,
                                0,
                                Duration.ZERO,
                                proxies,
                                PortalOrigins.NONE))
                .serving(api);
    }

    @AfterEach
    void disconnect() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    @Test
    void theAddressInTheHeaderHasItsPlaces() throws Exception {
        assertThat(status(v1("203.0.113.1"))).isEqualTo(200);
        assertThat(status(v2("203.0.113.1"))).isEqualTo(429);
        assertThat(status(v2("203.0.113.2", ENDPOINT))).isEqualTo(200);
        assertThat(status(v1("2001:db8::1"))).isEqualTo(200);
        assertThat(status(v2("2001:db8::2"))).as("of one /64").isEqualTo(429);
    }

    @Test
    void aProxyThatConnectsForItselfIsItsSocket() throws Exception {
        assertThat(status(v2(LOCAL, UNSPECIFIED, new byte[0]))).isEqualTo(200);
        assertThat(status(text("PROXY UNKNOWN\r\n"))).isEqualTo(429);
    }

    @Test
    void whatTheRequestSaysIsBelievedOnlyFromAProxyThatTheHeaderNames() throws Exception {
        assertThat(status(v2("10.0.0.5"), "X-Forwarded-For: 203.0.113.1")).isEqualTo(200);
        assertThat(status(v2("10.0.0.6"), "X-Forwarded-For: 203.0.113.1")).isEqualTo(429);
        assertThat(status(v2("10.0.0.5"), "X-Forwarded-For: 203.0.113.2")).isEqualTo(200);
        assertThat(status(v2("203.0.113.3"), "X-Forwarded-For: 203.0.113.1")).isEqualTo(200);
        assertThat(status(v2("203.0.113.3"), "X-Forwarded-For: 203.0.113.4")).isEqualTo(429);
    }

    @Test
    void theHeaderComesBeforeTls(@TempDir Path folder) throws Exception {
        TestTls tls = new TestTls(folder);
        int port = gateway.bindTls(tls.server(ServerTls.bestProvider()));

        assertThat(statusOverTls(tls, port, v2("203.0.113.1", ENDPOINT))).isEqualTo(200);
        assertThat(statusOverTls(tls, port, v1("203.0.113.1"))).isEqualTo(429);
        assertThat(statusOverTls(tls, port, v1("203.0.113.2"))).isEqualTo(200);
        assertThat(answer(connect("127.0.0.2", port), v1("203.0.113.3"))).startsWith("HTTP/1.1 400 ");
        assertThat(answer(connect("127.0.0.2", port), v2("203.0.113.3"))).doesNotContain("HTTP");
    }

    @Test
    void fromElsewhereTheHeaderIsNotUnderstood() throws Exception {
        assertThat(answer(connect("127.0.0.2", gateway.port()), v1("203.0.113.1")))
                .startsWith("HTTP/1.1 400 ");
        assertThat(answer(connect("127.0.0.2", gateway.port()), v2("203.0.113.1")))
                .startsWith("HTTP/1.1 400 ");
        assertThat(answer(connect("127.0.0.2", gateway.port()), new byte[0])).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void aProxyThatNamesNoClientIsNotServed() throws Exception {
        assertThat(answer(connect("127.0.0.1", gateway.port()), new byte[0])).isEmpty();
        Socket silent = connect("127.0.0.1", gateway.port());
        assertThat(silent.getInputStream().readAllBytes()).isEmpty();
    }

    private int status(byte[] header, String... headers) throws Exception {
        Socket socket = connect("127.0.0.1", gateway.port());
        for (byte one : header) {
            socket.getOutputStream().write(one);
        }
        return status(socket, headers);
    }

    private int statusOverTls(TestTls tls, int port, byte[] header) throws Exception {
        Socket socket = connect("127.0.0.1", port);
        socket.getOutputStream().write(header);
        SSLSocket secured = tls.socket(socket, tls.parameters());
        return status(secured);
    }

    private int status(Socket socket, String... headers) throws IOException {
        StreamClient client = StreamClient.over(socket, api.basePath() + "/proxied", 0, headers);
        open.add(client);
        return client.status();
    }

    private Socket connect(String from, int port) throws IOException {
        Socket socket = new Socket();
        open.add(socket);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(BOUND_MILLIS);
        return socket;
    }

    /** What comes back until the end, after the header and a request. */
    private static String answer(Socket socket, byte[] header) throws IOException {
        socket.getOutputStream().write(ProxyHeaders.join(header, text(REQUEST)));
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
}
