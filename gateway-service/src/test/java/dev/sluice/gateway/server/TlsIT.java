package dev.sluice.gateway.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.gateway.server.TestRelay.Pulled;
import dev.sluice.model.api.Transport;
import dev.sluice.testsupport.stream.EventReader.Received;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams over TLS are what they are over plain HTTP. */
class TlsIT extends StreamingCase {
    private static final int SMALL_RECEIVE_BUFFER = 4096;
    private static final int EVENTS = 3_000;
    private static final String TEXT = "some text that fills the buffers between here and there, ".repeat(10);

    @TempDir
    static Path folder;

    /** One for all: to make it starts a JVM. */
    private static TestTls tls;

    @BeforeAll
    static void makeCertificate() throws Exception {
        tls = new TestTls(folder);
    }

    @Test
    void plainHttpWhereTlsIsSpokenIsToldSo() throws Exception {
        int port = gateway("gateway-1", RING).bindTls(tls.server(ServerTls.bestProvider()));
        for (String said :
                List.of("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "G", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")) {
            RawExchange exchange = RawExchange.of(port, said + "x".repeat(100_000));

            assertThat(exchange.status()).as(said).isEqualTo(400);
            assertThat(exchange.body()).contains("\"code\":\"400\"").contains("HTTPS alone");
        }
    }

    @Test
    void boringSslRunsWhereTheTestsRun() {
        assertThat(OpenSsl.isAvailable())
                .as(String.valueOf(OpenSsl.unavailabilityCause()))
                .isTrue();
        assertThat(ServerTls.bestProvider()).isEqualTo(SslProvider.OPENSSL_REFCNT);
    }

    @ParameterizedTest
    @EnumSource(
            value = SslProvider.class,
            names = {"JDK", "OPENSSL_REFCNT"})
    void manyClientsOverTlsAndWithoutGetTheSameEventsByteForByte(SslProvider provider) throws Exception {
        // Given: frames that are shared, small and large
        Pulled channel = relay.live("/tls");
        TestGateway gateway = gateway("gateway-1", RING);
        int port = gateway.bindTls(tls.server(provider));
        List<StreamClient> clients = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            clients.add(tls.connect(port, api.basePath() + "/tls"));
        }
        clients.add(gateway.connect(api, "/tls"));
        for (StreamClient client : clients) {
            assertThat(client.status()).isEqualTo(200);
            assertThat(client.next().type()).isEqualTo("sluice.live");
        }

        // When
        for (int i = 0; i < 200; i++) {
            relay.send(channel, i + ":" + "x".repeat(i * i % 40_000));
        }

        // Then
        for (StreamClient client : clients) {
            for (int i = 0; i < 200; i++) {
                assertThat(client.next().data()).isEqualTo(i + ":" + "x".repeat(i * i % 40_000));
            }
        }
        StreamClient resumed = tls.connect(port, api.basePath() + "/tls", "Last-Event-ID: " + channel.id(100, 101));
        assertThat(resumed.nextEvent().data()).startsWith("100:");
        for (StreamClient client : clients) {
            client.close();
        }
        resumed.close();
        Awaitility.await().until(() -> gateway.dataPlane().streams() == 0);
    }

    @ParameterizedTest
    @CsvSource({"JDK, 16777216", "OPENSSL_REFCNT, 16777216", "OPENSSL_REFCNT, 0", "OPENSSL_REFCNT, 65536"})
    void aClientThatDoesNotReadWaitsAtItsPlaceAndThenReadsAll(SslProvider provider, long ring) throws Exception {
        Pulled channel = relay.live("/slow");
        TestGateway gateway = gateway("gateway-1", ring);
        int port = gateway.bindTls(tls.server(provider));
        StreamClient slow = tls.connectUnread(port, api.basePath() + "/slow", SMALL_RECEIVE_BUFFER);
        StreamClient quick = tls.connect(port, api.basePath() + "/slow");
        quick.next();

        relay.sendMany(channel, EVENTS, TEXT);
        for (int i = 1; i <= EVENTS; i++) {
            assertThat(quick.next().data()).endsWith(", " + i);
        }
        slow.read();

        assertThat(slow.next().type()).isEqualTo("sluice.live");
        for (int i = 1; i <= EVENTS; i++) {
            assertThat(slow.next().data()).endsWith(", " + i);
        }
        slow.close();
        quick.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = SslProvider.class,
            names = {"JDK", "OPENSSL_REFCNT"})
    void whatClientsDoNotReadIsNotKeptForThem(SslProvider provider) throws Exception {
        // Given
        int count = 30;
        Pulled channel = relay.live("/stalled");
        TestGateway gateway = gateway("gateway-1", 512 * 1024);
        int port = gateway.bindTls(tls.server(provider));
        StreamClient quick = tls.connect(port, api.basePath() + "/stalled");
        quick.next();
        sendAndRead(channel, quick);
        long before = PooledByteBufAllocator.DEFAULT.pinnedDirectMemory();
        List<StreamClient> stalled = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            stalled.add(tls.connectUnread(port, api.basePath() + "/stalled", SMALL_RECEIVE_BUFFER));
        }

        // When: about 800 KB for each
        sendAndRead(channel, quick);

        // Then: 64 KiB at most, and a record's buffer
        long each = (PooledByteBufAllocator.DEFAULT.pinnedDirectMemory() - before) / count;
        assertThat(gateway.dataPlane().streams()).isEqualTo(count + 1);
        assertThat(each).isLessThan(96 * 1024);
        for (StreamClient client : stalled) {
            client.close();
        }
        quick.close();
    }

    private void sendAndRead(Pulled channel, StreamClient reader) throws Exception {
        relay.sendMany(channel, EVENTS / 2, TEXT);
        for (int i = 0; i < EVENTS / 2; i++) {
            reader.next();
        }
    }

    @Test
    void aClientThatTakesNothingForTheStallTimeoutIsClosed() throws Exception {
        Pulled channel = relay.live("/dead");
        TestGateway gateway = streaming.gateway("gateway-1", HASTY).serving(api);
        int port = gateway.bindTls(tls.server(ServerTls.bestProvider()));
        StreamClient dead = tls.connectUnread(port, api.basePath() + "/dead", SMALL_RECEIVE_BUFFER);
        long sent = System.nanoTime();
        relay.sendMany(channel, EVENTS / 2, TEXT);

        assertStalledIsClosed(gateway, 0, sent);
        dead.close();
    }

    @Test
    void heartbeatsComeAndTheEndIsAGoodbyeThatCannotBeForged() throws Exception {
        relay.live("/timers");
        api = ApiChange.of(api).heartbeat(500).next();
        streaming.put(api);
        TestGateway gateway = gateway("gateway-1", RING);
        Awaitility.await().until(() -> gateway.isVersion(api));
        int port = gateway.bindTls(tls.server(ServerTls.bestProvider()));
        StreamClient client = tls.connect(port, api.basePath() + "/timers");
        client.next();

        Awaitility.await().until(() -> client.heartbeats() >= 3);
        streaming.undeploy(api);

        assertThat(client.next(Duration.ofSeconds(2)).type()).isEqualTo("sluice.end");
        Received closed = client.next(Duration.ofSeconds(2));
        assertThat(StreamClient.isClosed(closed)).isTrue();
        assertThat(client.endedCleanly()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"HTTP, 200, 404", "HTTPS, 404, 200"})
    void anApiIsKnownOnlyWhereItIsOffered(Transport only, int plainStatus, int tlsStatus) throws Exception {
        relay.live("/offered");
        api = ApiChange.of(api).over(only).next();
        streaming.put(api);
        TestGateway gateway = gateway("gateway-1", RING);
        Awaitility.await().until(() -> gateway.isVersion(api));
        int port = gateway.bindTls(tls.server(ServerTls.bestProvider()));

        StreamClient overTls = tls.connect(port, api.basePath() + "/offered");

        assertThat(gateway.connect(api, "/offered").status()).isEqualTo(plainStatus);
        assertThat(overTls.status()).isEqualTo(tlsStatus);
        overTls.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = SslProvider.class,
            names = {"JDK", "OPENSSL_REFCNT"})
    void whatBrowsersOfferIsTakenAndOldTlsIsRefused(SslProvider provider) throws Exception {
        TestGateway gateway = gateway("gateway-1", RING);
        int port = gateway.bindTls(tls.server(provider));
        SSLParameters old = tls.parameters();
        old.setProtocols(new String[] {"TLSv1.1"});

        assertThat(agreed(port, "h2", "http/1.1")).isEqualTo("h2");
        assertThat(agreed(port, "http/1.1")).isEqualTo("http/1.1");
        assertThat(agreed(port, "h3")).as("none is agreed on").isEmpty();
        try (Socket plain = StreamClient.socket(port, 0)) {
            assertThatThrownBy(() -> tls.socket(plain, old)).isInstanceOf(SSLException.class);
        }
    }

    private static String agreed(int port, String... offered) throws Exception {
        SSLParameters browser = tls.parameters();
        browser.setApplicationProtocols(offered);
        try (SSLSocket socket = tls.socket(StreamClient.socket(port, 0), browser)) {
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
            return socket.getApplicationProtocol();
        }
    }

    @Test
    void whoSpeaksNoTlsIsCutOff() throws Exception {
        TestGateway gateway = gateway("gateway-1", RING);
        int port = gateway.bindTls(tls.server(ServerTls.bestProvider()));

        try (Socket plain = StreamClient.socket(port, 0)) {
            plain.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            assertThat(new String(plain.getInputStream().readAllBytes(), US_ASCII))
                    .doesNotContain("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SslProvider.class,
            names = {"JDK", "OPENSSL_REFCNT"})
    void aRenewedCertificateIsUsedFromTheNextConnectionOnAndABrokenOneIsNot(SslProvider provider, @TempDir Path own)
            throws Exception {
        // Given
        Pulled channel = relay.live("/renewed");
        TestGateway gateway = gateway("gateway-1", RING);
        TestTls before = new TestTls(own);
        ServerTls server = before.server(provider);
        int port = gateway.bindTls(server);
        StreamClient open = before.connect(port, api.basePath() + "/renewed");
        open.next();

        // When
        Files.delete(before.files().key());
        TestTls after = new TestTls(own);
        server.reloadIfChanged();

        // Then
        assertThatThrownBy(() -> before.connect(port, api.basePath() + "/renewed"))
                .isInstanceOf(SSLException.class);
        after.connect(port, api.basePath() + "/renewed").close();
        Files.writeString(after.files().certificate(), "no certificate");
        server.reloadIfChanged();
        after.connect(port, api.basePath() + "/renewed").close();
        relay.send(channel, "still there");
        assertThat(open.next().data()).isEqualTo("still there");
        open.close();
    }
}
