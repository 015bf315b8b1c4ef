package dev.sluice.gateway.server;

import static dev.sluice.gateway.server.ProxyHeaders.ENDPOINT;
import static dev.sluice.gateway.server.ProxyHeaders.LOCAL;
import static dev.sluice.gateway.server.ProxyHeaders.PROXY;
import static dev.sluice.gateway.server.ProxyHeaders.TCP4;
import static dev.sluice.gateway.server.ProxyHeaders.TCP6;
import static dev.sluice.gateway.server.ProxyHeaders.TLS;
import static dev.sluice.gateway.server.ProxyHeaders.UDP4;
import static dev.sluice.gateway.server.ProxyHeaders.UNIX_STREAM;
import static dev.sluice.gateway.server.ProxyHeaders.UNSPECIFIED;
import static dev.sluice.gateway.server.ProxyHeaders.join;
import static dev.sluice.gateway.server.ProxyHeaders.text;
import static dev.sluice.gateway.server.ProxyHeaders.tlv;
import static dev.sluice.gateway.server.ProxyHeaders.v1;
import static dev.sluice.gateway.server.ProxyHeaders.v2;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sluice.gateway.protocol.ProxyProtocol;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(LeakCheck.class)
class ProxyProtocolTest {
    private static final String ITSELF = "10.0.0.1";
    private static final String REST = "GET / HTTP/1.1\r\n";
    /** As many as the gateway reads at once. */
    private static final int READ_BYTES = 1024;

    private final List<InetAddress> begun = new ArrayList<>();

    static Stream<Arguments> headers() {
        String longest = "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";
        return Stream.of(
                arguments("1, TCP4", v1("203.0.113.7"), "203.0.113.7"),
                arguments("1, TCP6", v1("2001:db8::7"), "2001:db8::7"),
                arguments("1, an address of IPv4 in one of IPv6", v1("::ffff:203.0.113.7"), "203.0.113.7"),
                arguments("1, unknown", text("PROXY UNKNOWN\r\n"), ITSELF),
                arguments(
                        "1, the longest that there is",
                        text("PROXY UNKNOWN " + longest + ' ' + longest + " 65535 65535\r\n"),
                        ITSELF),
                arguments("2, TCP4", v2("203.0.113.7"), "203.0.113.7"),
                arguments("2, TCP6", v2("2001:db8::7"), "2001:db8::7"),
                arguments("2, an address of IPv4 in one of IPv6", v2(PROXY, TCP6, mapped()), "203.0.113.7"),
                arguments("2, with additions", v2("203.0.113.7", TLS, ENDPOINT), "203.0.113.7"),
                arguments("2, with large ones", v2("203.0.113.7", tlv(0xe0, new byte[4000])), "203.0.113.7"),
                arguments("2, local", v2(LOCAL, UNSPECIFIED, new byte[0]), ITSELF),
                arguments("2, local with an address", v2(LOCAL, TCP4, new byte[12]), ITSELF),
                arguments("2, unspecified", v2(PROXY, UNSPECIFIED, new byte[0]), ITSELF),
                arguments("2, UDP", v2(PROXY, UDP4, new byte[12]), ITSELF),
                arguments("2, a UNIX socket", v2(PROXY, UNIX_STREAM, new byte[216]), ITSELF));
    }

    private static byte[] mapped() {
        byte[] addresses = new byte[36];
        addresses[10] = (byte) 0xff;
        addresses[11] = (byte) 0xff;
        System.arraycopy(InetAddress.ofLiteral("203.0.113.7").getAddress(), 0, addresses, 12, 4);
        return addresses;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("headers")
    void theHeaderNamesThePeerAndWhatFollowsIsPassedOn(String name, byte[] header, String client) {
        for (int piece : List.of(Integer.MAX_VALUE, READ_BYTES, 1)) {
            EmbeddedChannel connection = connection();
            begun.clear();

            send(connection, join(header, text(REST)), piece);

            assertThat(begun).as("in pieces of %s", piece).containsExactly(InetAddress.ofLiteral(client));
            assertThat(passedOn(connection)).isEqualTo(REST);
            assertThat(connection.pipeline().names()).as("all else has left").hasSize(1);
            assertThat(connection.finish()).isFalse();
        }
    }

    static Stream<Arguments> others() {
        return Stream.of(
                arguments("a request", text("GET /path?ticket=secret HTTP/1.1\r\nHost: localhost\r\n\r\n")),
                arguments("HTTP/2", text("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")),
                arguments("TLS", join(new byte[] {0x16, 3, 1, 2, 0, 1}, new byte[300])),
                arguments("no end of the line", text("PROXY TCP4 " + "1".repeat(200))),
                arguments("no address", text("PROXY TCP4 203.0.113.7\r\n")),
                arguments("no such address", v1("203.0.113.256")),
                arguments("an octal address", v1("0203.0.113.7")),
                arguments("of the other family", text("PROXY TCP6 203.0.113.7 198.51.100.1 51000 8280\r\n")),
                arguments("with a zone", v1("fe80::1%no-such-interface")),
                arguments("a name", v1("localhost")),
                arguments("a version that is none", v2(0x11, TCP4, new byte[12])),
                arguments("a version for which the decoder waits", v2(0xff, TCP4, new byte[100_000])),
                arguments("a command that is none", v2(0x2f, TCP4, new byte[12])),
                arguments("a family that is none", v2(PROXY, 0x41, new byte[12])),
                arguments("too short for its family", v2(PROXY, TCP6, new byte[12])),
                arguments("too short for a UNIX socket", v2(PROXY, UNIX_STREAM, new byte[12])),
                arguments(
                        "an addition that is longer than the header",
                        v2(PROXY, TCP4, join(new byte[12], ENDPOINT, new byte[] {0x04, 0x10, 0x00, 0x00}))),
                arguments("too much in it", v2("203.0.113.7", tlv(0xe0, new byte[5000]))),
                arguments("too much to come", v2(PROXY, TCP4, 65_535, new byte[10_000])));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void whatIsNoHeaderEndsTheConnection(String name, byte[] bytes) {
        for (int piece : List.of(READ_BYTES, 1)) {
            EmbeddedChannel connection = connection();

            send(connection, bytes, piece);

            assertThat(connection.isOpen()).as("in pieces of %s", piece).isFalse();
            assertThat(begun).isEmpty();
            assertThat(passedOn(connection)).isEmpty();
            connection.finishAndReleaseAll();
        }
    }

    @Test
    void aHeaderThatIsNotWholeInTimeEndsTheConnection() {
        EmbeddedChannel connection = connection();
        connection.freezeTime();
        send(connection, text("PROXY TCP4 203.0."), 1);

        connection.advanceTimeBy(999, TimeUnit.MILLISECONDS);
        connection.runScheduledPendingTasks();
        assertThat(connection.isOpen()).isTrue();
        connection.advanceTimeBy(2, TimeUnit.MILLISECONDS);
        connection.runScheduledPendingTasks();

        assertThat(connection.isOpen()).isFalse();
        assertThat(begun).isEmpty();
        connection.finishAndReleaseAll();
    }

    @Test
    void afterTheHeaderItsTimeCountsNoMore() {
        EmbeddedChannel connection = connection();
        connection.freezeTime();
        send(connection, v2("203.0.113.7"), 1);

        connection.advanceTimeBy(1, TimeUnit.HOURS);
        connection.runScheduledPendingTasks();

        assertThat(connection.isOpen()).isTrue();
        connection.finishAndReleaseAll();
    }

    private EmbeddedChannel connection() {
        EmbeddedChannel connection = new EmbeddedChannel();
        ProxyProtocol.addTo(connection.pipeline(), InetAddress.ofLiteral(ITSELF), Duration.ofSeconds(1), begun::add);
        return connection;
    }

    private static void send(EmbeddedChannel connection, byte[] bytes, int piece) {
        for (int i = 0; i < bytes.length && connection.isOpen(); i += Math.min(piece, bytes.length)) {
            int length = Math.min(piece, bytes.length - i);
            connection.writeInbound(
                    PooledByteBufAllocator.DEFAULT.directBuffer(length).writeBytes(bytes, i, length));
        }
    }

    private static String passedOn(EmbeddedChannel connection) {
        StringBuilder all = new StringBuilder();
        for (ByteBuf part; (part = connection.readInbound()) != null; part.release()) {
            all.append(part.toString(US_ASCII));
        }
        return all.toString();
    }
}
