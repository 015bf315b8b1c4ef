package dev.sluice.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.http.EventReader.Received;
import dev.sluice.gateway.http.TestRelay.Pulled;
import dev.sluice.gateway.request.TrustedProxies;
import io.netty.handler.codec.http2.Http2Error;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams of one connection of HTTP/2 are what connections of HTTP/1.1 are. */
class Http2IT extends StreamingCase {
    private static final String TOPIC = "/h2";
    /** Of a stream; all of a connection have 64 KiB together. */
    private static final int WINDOW = 16 * 1024;

    private static final HttpSettings HASTY = settings(Duration.ofSeconds(1), 0, 0);

    @TempDir
    Path folder;

    private final List<Http2Client> clients = new ArrayList<>();
    private TestTls tls;
    private Pulled channel;

    @BeforeEach
    void pull() throws Exception {
        tls = new TestTls(folder);
        channel = relay.live(TOPIC);
    }

    @AfterEach
    void disconnect() throws Exception {
        for (Http2Client client : clients) {
            client.close();
        }
    }

    private static HttpSettings settings(Duration timeout, int max, int maxPerAddress) {
        return new HttpSettings(
                timeout, Duration.ofSeconds(2), max, maxPerAddress, Duration.ZERO, true, TrustedProxies.NONE);
    }

    private Http2Client connect(TestGateway gateway) throws Exception {
        return connect(bind(gateway));
    }

    private Http2Client connect(int port) throws Exception {
        Http2Client client = new Http2Client(tls, port, WINDOW);
        clients.add(client);
        return client;
    }

    private int bind(TestGateway gateway) throws InterruptedException {
        return gateway.bindTls(tls.server(ServerTls.bestProvider()));
    }

    private String path() {
        return api.basePath() + TOPIC;
    }

    @Test
    void manyStreamsOfOneConnectionGetEveryEventAndResume() throws Exception {
        // Given
        TestGateway gateway = gateway("gateway-1", RING);
        Http2Client client = connect(gateway);
        List<Http2Answer> streams = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            streams.add(client.get(path()));
        }
        for (Http2Answer stream : streams) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.header("content-type")).isEqualTo("text/event-stream");
            assertThat(stream.header("sluice-resume")).isEqualTo("live");
            assertThat(stream.header("connection")).as("is forbidden here").isNull();
            assertThat(stream.header("transfer-encoding")).isNull();
            assertThat(stream.next().type()).isEqualTo("sluice.live");
        }

        // When: small ones and large ones
        for (int i = 0; i < 100; i++) {
            relay.send(channel, i + ":" + "x".repeat(i * i * 4));
        }

        // Then
        for (Http2Answer stream : streams) {
            for (int i = 0; i < 100; i++) {
                assertThat(stream.next().data()).isEqualTo(i + ":" + "x".repeat(i * i * 4));
            }
        }
        Http2Answer resumed = client.get(path(), "last-event-id: " + channel.id(50, 51));
        assertThat(resumed.next().data()).startsWith("50:");
        assertThat(gateway.dataPlane().connections()).isEqualTo(21);
    }

    @Test
    void aStreamThatIsNotReadHoldsUpNoOther() throws Exception {
        TestGateway gateway = gateway("gateway-1", 512 * 1024);
        Http2Client client = connect(gateway);
        Http2Answer slow = client.get(path());
        Http2Answer quick = client.get(path());
        assertThat(slow.next().type()).isEqualTo("sluice.live");
        assertThat(quick.next().type()).isEqualTo("sluice.live");
        slow.pause();

        relay.sendMany(channel, 20_000, "some text that fills the window between here and there, ");
        for (int i = 1; i <= 20_000; i++) {
            assertThat(quick.next().data()).endsWith(", " + i);
        }
        slow.resume();

        for (int i = 1; i <= 20_000; i++) {
            assertThat(slow.next().data()).endsWith(", " + i);
        }
    }

    @Test
    void aStreamThatTakesNothingForFifteenSecondsIsResetAndTheOthersGoOn() throws Exception {
        TestGateway gateway = gateway("gateway-1", RING);
        Http2Client client = connect(gateway);
        Http2Answer dead = client.get(path());
        Http2Answer quick = client.get(path());
        assertThat(dead.next().type()).isEqualTo("sluice.live");
        assertThat(quick.next().type()).isEqualTo("sluice.live");
        dead.pause();
        relay.sendMany(channel, 5_000, "some text that fills the window between here and there, ");

        Awaitility.await()
                .between(Duration.ofSeconds(10), Duration.ofSeconds(40))
                .until(() -> gateway.dataPlane().connections() == 1);

        dead.resume();
        assertThat(dead.endsCleanly()).isFalse();
        for (int i = 1; i <= 5_000; i++) {
            assertThat(quick.next().data()).endsWith(", " + i);
        }
    }

    @Test
    void whatIsWrongIsToldAsOverHttp11() throws Exception {
        Http2Client client = connect(gateway("gateway-1", RING));

        assertRefused(client.get("/no-such-api"), 404, "\"code\":\"404\"");
        assertRefused(client.send("POST", path(), "body"), 405, "GET, HEAD, OPTIONS");
        assertRefused(client.get(path(), "accept: application/json"), 406, "\"code\":\"406\"");
        assertRefused(client.get(path() + "?since=nonsense"), 400, "since: earliest");
        assertRefused(client.get(path() + "#part"), 400, "without a fragment");
        assertRefused(client.get("no-slash"), 400, "must be a path");
        assertRefused(client.get("/" + "a".repeat(8 * 1024)), 414, "8192 bytes");
        assertRefused(client.get(path(), "x: " + "a".repeat(17_000)), 431, "16384 bytes");
        assertRefused(client.get(path(), "host: elsewhere.example"), 400, "2 Host headers");
        assertThat(client.get(path()).next().type())
                .as("the connection has survived all that")
                .isEqualTo("sluice.live");
    }

    private static void assertRefused(Http2Answer answer, int status, String why) throws Exception {
        assertThat(answer.status()).as(why).isEqualTo(status);
        assertThat(answer.text()).contains(why);
        assertThat(answer.endsCleanly()).isTrue();
    }

    @Test
    void headAndPreflightOpenNoStream() throws Exception {
        TestGateway gateway = gateway("gateway-1", RING);
        Http2Client client = connect(gateway);

        Http2Answer head = client.send("HEAD", path(), "");
        Http2Answer options = client.send("OPTIONS", path(), "");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("content-type")).isEqualTo("text/event-stream");
        assertThat(head.text()).isEmpty();
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(options.text()).isEmpty();
        assertThat(gateway.demanded(channel)).isFalse();
    }

    @Test
    void theBodyOfARequestIsRead() throws Exception {
        Http2Client client = connect(gateway("gateway-1", RING));

        Http2Answer open = client.send("POST", TicketExchange.PATH, "{\"path\":\"" + path() + "\"}");
        Http2Answer large = client.send("POST", TicketExchange.PATH, " ".repeat(10_000));
        Http2Answer broken = client.send("POST", TicketExchange.PATH, "{", "expect: 100-continue");

        assertRefused(open, 400, "no ticket is needed");
        assertRefused(large, 413, "4096 bytes");
        assertThat(broken.status()).isEqualTo(400);
    }

    /** Whoever is answered before its body was read is to keep the answer (RFC 9113, 8.1). */
    @Test
    void aBodyThatNobodyReadsIsCalledOffWithoutAnError() throws Exception {
        Http2Client client = connect(gateway("gateway-1", RING));

        Http2Answer answer = client.begin("POST", path());

        assertRefused(answer, 405, "GET, HEAD, OPTIONS");
        Awaitility.await().until(() -> answer.resetCode() == Http2Error.NO_ERROR.code());
    }

    @Test
    void aClientThatCancelsAStreamFreesIt() throws Exception {
        TestGateway gateway = gateway("gateway-1", RING);
        Http2Client client = connect(gateway);
        Http2Answer left = client.get(path());
        Http2Answer kept = client.get(path());
        assertThat(left.next().type()).isEqualTo("sluice.live");
        assertThat(kept.next().type()).isEqualTo("sluice.live");

        left.cancel();

        Awaitility.await().until(() -> gateway.dataPlane().connections() == 1);
        relay.send(channel, "still there");
        assertThat(kept.next().data()).isEqualTo("still there");
        assertThat(gateway.dataPlane().visitors()).isEqualTo(2);
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
        new Leaving(gateway.dataPlane(), new DrainSettings(Duration.ZERO, 100, Duration.ofSeconds(30))).run();

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
                .gateway("gateway-1", settings(Duration.ofSeconds(10), 0, 2))
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

    @Test
    void heartbeatsComeAndTheEndIsInOrder() throws Exception {
        api = ApiChange.of(api).heartbeat(500).next();
        streaming.put(api);
        TestGateway gateway = gateway("gateway-1", RING);
        Awaitility.await().until(() -> gateway.isVersion(api));
        Http2Answer stream = connect(gateway).get(path());
        assertThat(stream.next().type()).isEqualTo("sluice.live");
        relay.send(channel, "one");
        assertThat(stream.next().data()).isEqualTo("one");

        Awaitility.await()
                .pollDelay(Duration.ofMillis(1600))
                .until(() -> gateway.dataPlane().connections() == 1);
        streaming.undeploy(api);

        assertThat(stream.next().type()).isEqualTo("sluice.end");
        assertThat(stream.heartbeats()).isBetween(2, 5);
        assertThat(stream.endsCleanly()).isTrue();
    }
}
