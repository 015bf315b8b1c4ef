package dev.sluice.gateway.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.request.PortalOrigins;
import dev.sluice.gateway.request.TrustedProxies;
import dev.sluice.gateway.server.TestRelay.Pulled;
import dev.sluice.model.event.RecordKind;
import dev.sluice.model.problem.Problem;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What HTTP says of requests, over a socket. */
class RequestIT extends StreamingCase {
    private static final String HOST = "Host: localhost\r\n";
    private static final String TOPIC = "/said";

    private record Wrong(String said, int status, String why) {}

    private TestGateway gateway;
    private Pulled channel;

    @BeforeEach
    void startGateway() throws Exception {
        channel = relay.live(TOPIC);
        gateway = gateway("gateway-1", RING);
    }

    @Test
    void whatIsMalformedIsRefusedWithItsReasonAndTheConnectionEnds() throws Exception {
        String get = "GET " + api.basePath() + TOPIC + " HTTP/1.1\r\n";
        String post = "POST /sluice/tickets HTTP/1.1\r\n" + HOST;
        for (Wrong wrong : List.of(
                new Wrong(get + "\r\n", 400, "asks for a Host"),
                new Wrong(get + HOST + HOST + "\r\n", 400, "2 Host headers"),
                new Wrong(get + "Host: a b\r\n\r\n", 400, "Host header must be"),
                new Wrong(get + HOST + "X: a\r\n b\r\n\r\n", 400, "folded"),
                new Wrong(get + "Host: localhost\n\r\n", 400, "without CR"),
                new Wrong(get + HOST + "X: a\rY: b\r\n\r\n", 400, "CR without LF"),
                new Wrong(get + HOST + "X: a\0b\r\n\r\n", 400, "control byte"),
                new Wrong(get + HOST + "X : a\r\n\r\n", 400, "colon directly behind"),
                new Wrong(get + HOST + "Expect: wonders\r\n\r\n", 400, "expectation"),
                new Wrong(post + "Content-Length: 1\r\nContent-Length: 1\r\n\r\na", 400, "2 Content-Length"),
                new Wrong(post + "Content-Length: 1, 1\r\n\r\na", 400, "one number"),
                new Wrong(post + "Content-Length: +1\r\n\r\na", 400, "one number"),
                new Wrong(
                        post + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, "exclude each"),
                new Wrong(post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400, "only Transfer-Encoding"),
                new Wrong("GET /a HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, "has no Transfer"),
                new Wrong("GET ftp://localhost/a HTTP/1.1\r\n" + HOST + "\r\n", 400, "target"),
                new Wrong("GET a HTTP/1.1\r\n" + HOST + "\r\n", 400, "target"),
                new Wrong("GET /a\r\n\r\n", 400, "request line"),
                new Wrong("\u0016\u0003\u0001\u0002\u0000\u0001", 400, "not TLS"),
                new Wrong("GET / HTTP/2.0\r\n" + HOST + "\r\n", 505, "not HTTP/2"),
                new Wrong("PRI * HTTP/2.0\r\n" + HOST + "\r\n", 505, "not HTTP/2"),
                new Wrong("PROXY TCP4 203.0.113.7 198.51.100.1 51000 8280\r\n", 400, "request line"),
                new Wrong("GET /" + "a".repeat(9000) + " HTTP/1.1\r\n" + HOST + "\r\n", 414, "8192 bytes"),
                new Wrong(get + HOST + "X: " + "a".repeat(17_000) + "\r\n\r\n", 431, "16384 bytes"),
                new Wrong(get + HOST + "X: a\r\n".repeat(100) + "\r\n", 431, "100 header lines"))) {
            for (int piece : List.of(wrong.said().length(), 1)) {
                RawExchange exchange = RawExchange.of(gateway.port(), wrong.said(), piece);

                assertThat(exchange.status()).as(wrong.toString()).isEqualTo(wrong.status());
                assertThat(exchange.body())
                        .as(wrong.toString())
                        .contains("\"code\":\"" + wrong.status() + "\"")
                        .contains(wrong.why());
                assertThat(exchange.answers()).as(wrong.toString()).isEqualTo(1);
            }
        }
        assertThat(gateway.demanded(channel)).isFalse();
    }

    /** Its form that begins as HTTP/1.1 was taken out of the standard (RFC 9113, 3.1). */
    @Test
    void anUpgradeToHttp2IsNotFollowed() throws Exception {
        RawExchange exchange = RawExchange.of(
                gateway.port(),
                "GET / HTTP/1.1\r\n" + HOST
                        + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n");

        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.body()).startsWith("{\"name\":\"Sluice gateway\"");
    }

    @Test
    void theRootSaysWhatThisIs() throws Exception {
        RawExchange exchange = RawExchange.of(gateway.port(), "GET / HTTP/1.1\r\n" + HOST + "\r\n");

        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.body()).startsWith("{\"name\":\"Sluice gateway\"");
    }

    @Test
    void theRefusalArrivesAlthoughTheClientIsStillSending() throws Exception {
        String endless = "GET / HTTP/1.1\r\n" + HOST + "X: " + "a".repeat(4_000_000);

        RawExchange exchange = RawExchange.of(gateway.port(), endless);

        assertThat(exchange.status()).isEqualTo(431);
    }

    @Test
    void aRequestThatIsNotWholeInTimeIsToldSo() throws Exception {
        HttpSettings hasty = new HttpSettings(
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                0,
                0,
                0,
                Duration.ZERO,
                TrustedProxies.NONE,
                PortalOrigins.NONE);
        TestGateway impatient = streaming.gateway("gateway-2", hasty).serving(api);
        String head = "GET " + api.basePath() + TOPIC + " HTTP/1.1\r\n" + HOST;
        String bodyToCome = "POST /sluice/tickets HTTP/1.1\r\n" + HOST + "Content-Length: 10\r\n\r\n{";
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, Future<RawExchange>> exchanges = new LinkedHashMap<>();
            for (String begun : List.of("", "GET", "PRI * HTTP/2.0\r\n", head, bodyToCome)) {
                exchanges.put(begun, threads.submit(() -> RawExchange.of(impatient.port(), begun)));
            }
            for (Map.Entry<String, Future<RawExchange>> exchange : exchanges.entrySet()) {
                RawExchange said = exchange.getValue().get();
                RefusalTable.assertRefused(Problem.REQUEST_TIMEOUT, said);
                assertThat(said.body()).contains("within 1 seconds");
            }
        }
        assertThatASlowDripDoesNotHelp(impatient, head);
        StreamClient open = impatient.connect(api, TOPIC);
        assertThat(open.next().type()).isEqualTo("sluice.live");
        Awaitility.await("a stream has no such bound")
                .during(Duration.ofMillis(1500))
                .until(() -> {
                    return impatient.dataPlane().streams() == 1;
                });
    }

    /** One more header every now and then keeps no connection. */
    private static void assertThatASlowDripDoesNotHelp(TestGateway impatient, String head) throws Exception {
        try (Socket socket = StreamClient.socket(impatient.port(), 0)) {
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(US_ASCII));
            Awaitility.await().pollInterval(Duration.ofMillis(100)).until(() -> {
                out.write("X: a\r\n".getBytes(US_ASCII));
                return socket.getInputStream().available() > 0;
            });
            byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 408".length());
            assertThat(new String(status, US_ASCII)).isEqualTo("HTTP/1.1 408");
        }
    }

    @Test
    void aBodyOfAGetIsNoSecondRequest() throws Exception {
        String inner = "GET /sluice/tickets HTTP/1.1\r\n" + HOST + "\r\n";
        String get = "GET " + api.basePath() + TOPIC + " HTTP/1.0\r\nContent-Length: " + inner.length() + "\r\n\r\n";
        Thread ending = endWhenDemanded();

        RawExchange exchange = RawExchange.of(gateway.port(), get + inner + inner);

        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.answers()).isEqualTo(1);
        ending.join();
    }

    @Test
    void aUrlAsTargetIsItsPathAndItsHostCounts() throws Exception {
        String url = "http://gateway.example.com" + api.basePath() + TOPIC;

        StreamClient stream = gateway.connect(url);

        assertThat(stream.next().type()).isEqualTo("sluice.live");
        assertThat(RawExchange.of(gateway.port(), "GET http://localhost HTTP/1.1\r\n" + HOST + "\r\n")
                        .body())
                .contains("Sluice gateway");
    }

    @Test
    void aClientOfTheOldVersionIsSentTheStreamWithoutChunksUntilTheConnectionEnds() throws Exception {
        Thread ending = endWhenDemanded();

        RawExchange exchange = RawExchange.of(gateway.port(), "GET " + api.basePath() + TOPIC + " HTTP/1.0\r\n\r\n");

        ending.join();
        assertThat(exchange.head()).contains("Connection: close").doesNotContain("Transfer-Encoding");
        assertThat(exchange.body())
                .matches("retry: \\d+\nid: \\S+\nevent: sluice.live\ndata: \\S+\n\n"
                        + "id: \\S+\ndata: one\ndata: two\n\n"
                        + "id: \\S+\ndata: x{20000}\n\n"
                        + "id: \\S+\nevent: sluice.end\ndata: \\S+\n\n");
    }

    @Test
    void onlyARequestThatExcludesStreamsGetsNone() throws Exception {
        StreamClient none = gateway.connect(api, TOPIC, "Accept: */*, text/event-stream;q=0");

        assertThat(none.status()).isEqualTo(406);
        assertThat(none.next().data()).contains("\"code\":\"406\"").contains("text/event-stream");
        assertThat(gateway.demanded(channel)).isFalse();
        assertThat(gateway.connect(api, TOPIC, "Accept: text/*;q=0.5").status()).isEqualTo(200);
        assertThat(gateway.connect(api, TOPIC, "Accept: application/json").header("content-type"))
                .startsWith("text/event-stream");
    }

    @Test
    void aParameterOfOursThatThereIsNotIsRefused() throws Exception {
        StreamClient refused = gateway.connect(api, TOPIC + "?x=1&sluice.later=1");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.next().data()).contains("\"code\":\"400\"").contains("sluice.later: no such parameter");
        assertThat(StreamClient.request(gateway.port(), "HEAD", api.basePath() + TOPIC + "?sluice.later=1")
                        .status())
                .isEqualTo(400);
        assertThat(gateway.demands(relay.channel(TOPIC, "x=1"))).isEmpty();
    }

    @Test
    void theMethodsThatThereAreAreNamed() throws Exception {
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "BREW")) {
            StreamClient refused = StreamClient.request(gateway.port(), method, api.basePath() + TOPIC);

            assertThat(refused.status()).as(method).isEqualTo(405);
            assertThat(refused.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
        }
    }

    @Test
    void aHeadIsWhatAStreamWouldBeginWithAndPullsNothing() throws Exception {
        RawExchange head =
                RawExchange.of(gateway.port(), "HEAD " + api.basePath() + TOPIC + " HTTP/1.1\r\n" + HOST + "\r\n");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.head())
                .contains("Content-Type: text/event-stream\r\n")
                .contains("Cache-Control: no-store, no-transform\r\n");
        assertThat(head.body()).isEmpty();
        assertThat(gateway.demanded(channel)).isFalse();
    }

    /** Two events, one of them large, and the end of the channel. */
    private Thread endWhenDemanded() {
        return Thread.ofVirtual().start(() -> {
            try {
                Awaitility.await().until(() -> gateway.dataPlane().streams() > 0);
                relay.send(channel, "one\ntwo");
                relay.send(channel, "x".repeat(20_000));
                relay.send(channel, RecordKind.END, null, "{\"reason\":\"backend-ended\"}");
            } catch (Exception broken) {
                throw new IllegalStateException(broken);
            }
        });
    }
}
