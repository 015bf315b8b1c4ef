package dev.sluice.relay.backend;

import static dev.sluice.relay.backend.HandServer.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.control.ControlEvent;
import dev.sluice.model.control.GapReason;
import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of what a backend answers. */
class BackendResponsesIT extends PullCase {
    @Test
    void aStreamIsLiveBeforeItsFirstEventAndAnEventIsToldAsItsBytesArrive() throws Exception {
        // Given
        run.first(server.url("/"), log);
        HandServer.ReceivedRequest asked = server.next().send(STREAM);
        assertThat(log.nextStatus(Upstream.LIVE).http()).isEqualTo(200);

        // When
        asked.send("event: tick\nid: 1\ndata: a\n\nid: 2\ndata: b\r\r");

        // Then
        assertThat(log.next()).isEqualTo(new PullOutput.Event("tick", "a", "1"));
        assertThat(log.next()).isEqualTo(new PullOutput.Event(null, "b", "2"));
    }

    @Test
    void aBackendWithIdsIsAskedToGoOnAndCostsNoGap() throws Exception {
        // Given
        run.first(server.url("/"), log);
        server.next()
                .send(STREAM + "id: 7\ndata: a\n\nid: 8\ndata: unfinished\n")
                .close();
        assertThat(log.nextRecord()).isEqualTo(new PullOutput.Event(null, "a", "7"));

        // When
        HandServer.ReceivedRequest again = server.next();
        again.send(STREAM + "id: 8\ndata: b\n\n");

        // Then
        assertThat(again.header("Last-Event-ID")).isEqualTo("7");
        assertThat(log.nextRecord()).isEqualTo(new PullOutput.Event(null, "b", "8"));
    }

    @Test
    void aBackendWithoutIdsCostsAGapAtEachReconnect() throws Exception {
        // Given
        run.first(server.url("/"), log);
        server.next().send(STREAM + "data: a\n\n").breakOff();
        assertThat(log.nextRecord()).isEqualTo(new PullOutput.Event(null, "a", null));

        // When
        server.next().send(STREAM + "data: b\n\n");

        // Then
        assertThat(log.nextRecord())
                .isInstanceOfSatisfying(
                        PullOutput.Gap.class,
                        output -> assertThat(output.gap().reason()).isEqualTo(GapReason.BACKEND_RESET));
        assertThat(log.nextRecord()).isEqualTo(new PullOutput.Event(null, "b", null));
    }

    @Test
    void aBackendThatEndsItsStreamsInAnOrderlyWayIsAskedAgainAtOnce() throws Exception {
        // Given
        int streams = 16; // after so many losses the window were as long as the test
        run.close();
        run = new PullRun(Duration.ofMillis(10), Duration.ofMinutes(5));
        run.first(server.url("/"), log);

        // When // Then
        for (int i = 0; i < streams; i++) {
            server.next().send(STREAM + "id: " + i + "\ndata: a\n\n").close();
            assertThat(log.nextRecord()).isEqualTo(new PullOutput.Event(null, "a", Integer.toString(i)));
        }
    }

    @Test
    void noContentEndsTheChannelAndItIsNotAskedAgain() throws Exception {
        // When
        run.first(server.url("/"), log);
        server.next().answer(204);

        // Then
        assertThat(log.next())
                .isEqualTo(new PullOutput.End(new ControlEvent.End(ControlEvent.EndReason.BACKEND_ENDED)));
        assertThat(log.nextStatus(Upstream.ENDED).http()).isEqualTo(204);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void aClientErrorIsARefusal() throws Exception {
        // When
        run.first(server.url("/"), log);
        server.next().answer(404);

        // Then
        UpstreamStatus status = log.nextStatus(Upstream.REFUSED);
        assertThat(status.http()).isEqualTo(404);
        assertThat(status.reason()).isEqualTo("the backend answered 404");
    }

    @Test
    void anAnswerOfAnotherTypeIsARefusal() throws Exception {
        // When
        run.first(server.url("/"), log);
        server.next().send(STREAM.replace("text/event-stream", "text/html")).close();

        // Then
        UpstreamStatus status = log.nextStatus(Upstream.REFUSED);
        assertThat(status.http()).isEqualTo(200);
        assertThat(status.reason()).contains("content type");
    }

    @Test
    void aServerErrorIsComeBackFrom() throws Exception {
        // When
        run.first(server.url("/"), log);
        server.next().answer(500);
        UpstreamStatus away = log.nextStatus(Upstream.BACKING_OFF);
        server.next().send(STREAM + "data: a\n\n");

        // Then
        assertThat(away.http()).isEqualTo(500);
        log.nextStatus(Upstream.LIVE);
        assertThat(log.next()).isEqualTo(new PullOutput.Event(null, "a", null));
    }

    @Test
    void retryAfterIsWaitedFor() throws Exception {
        // Given
        run.first(server.url("/"), log);
        server.next().answer(503, "Retry-After: 1");
        log.nextStatus(Upstream.BACKING_OFF);
        long answered = System.nanoTime();

        // When
        server.next();

        // Then
        assertThat(System.nanoTime() - answered).isGreaterThan(900_000_000L);
    }

    @Test
    void aBackendThatTakesTheConnectionAndSaysNothingIsGivenUp() throws Exception {
        try (PullRun impatient = new PullRun(true, Duration.ofMillis(500))) {
            // When
            impatient.first(server.url("/"), log);
            HandServer.ReceivedRequest asked = server.next();

            // Then
            assertThat(log.nextStatus(Upstream.BACKING_OFF).reason()).isEqualTo("the backend has not answered in time");
            asked.awaitGone();
            server.next();
        }
    }

    @Test
    void aBackendThatIsDownIsWaitedFor() throws Exception {
        // Given
        int port = freePort();

        // When
        run.first("http://127.0.0.1:" + port + "/", log);

        // Then
        assertThat(log.nextStatus(Upstream.BACKING_OFF).reason()).isEqualTo("the backend refuses the connection");
    }

    @Test
    void aBackendThatSpeaksNoTlsIsNotTakenForOne() throws Exception {
        // When
        run.first(server.url("/").replace("http:", "https:"), log);

        // Then
        UpstreamStatus status = log.nextStatus(Upstream.BACKING_OFF);
        assertThat(status.http()).isNull();
        assertThat(status.reason()).isNotBlank();
    }

    @Test
    void aHeadWithoutEndIsCutOff() throws Exception {
        // When
        run.first(server.url("/"), log);
        HandServer.ReceivedRequest asked = server.next();
        asked.send("HTTP/1.1 200 OK\r\nX: " + "x".repeat(64 * 1024) + "\r\n\r\n");

        // Then
        assertThat(log.nextStatus(Upstream.BACKING_OFF).reason())
                .isEqualTo("the head of the backend's answer is too long");
    }

    @Test
    void anOversizeEventIsToldAndTheStreamGoesOn() throws Exception {
        // Given
        run.first(server.url("/"), log);
        HandServer.ReceivedRequest asked = server.next().send(STREAM);

        // When
        asked.send("id: 1\ndata: " + "x".repeat(PullRun.MAX_EVENT_BYTES + 1) + "\n\nid: 2\ndata: b\n\n");

        // Then
        assertThat(log.nextRecord())
                .isInstanceOfSatisfying(
                        PullOutput.Gap.class,
                        output -> assertThat(output.gap().reason()).isEqualTo(GapReason.OVERSIZE));
        assertThat(log.nextRecord()).isEqualTo(new PullOutput.Mark("1"));
        assertThat(log.nextRecord()).isEqualTo(new PullOutput.Event(null, "b", "2"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    /** As what else may listen on a port answers or greets: ssh, smtp, redis, shoutcast. */
    static Stream<String> noHttp() {
        return Stream.of(
                "SSH-2.0-OpenSSH_9.6p1 Ubuntu-3ubuntu13\r\n",
                "220 mail.example ESMTP Postfix\r\n",
                "-ERR unknown command 'GET'\r\n",
                "ICY 200 OK\r\nContent-Type: text/event-stream\r\n\r\n",
                "HTTP/1.1 two hundred\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("noHttp")
    void anAnswerThatIsNoHttpIsToldAsSuch(String answer) throws Exception {
        // When
        run.first(server.url("/"), log);
        server.next().send(answer.getBytes(StandardCharsets.ISO_8859_1)).close();

        // Then
        assertThat(log.nextStatus(Upstream.BACKING_OFF).reason()).isEqualTo("the backend's answer is not HTTP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "\u0015\u0003\u0003\u0000\u0002\u0002("})
    void aConnectionThatIsClosedBeforeAHeadHadNoHttpAnswer(String bytes) throws Exception {
        // When
        run.first(server.url("/"), log);
        server.next().send(bytes.getBytes(StandardCharsets.ISO_8859_1)).close();

        // Then
        assertThat(log.nextStatus(Upstream.BACKING_OFF).reason())
                .isEqualTo("the backend closed the connection without an HTTP answer");
    }

    @Test
    void aBrokenFrameOfABodyIsNoHttpEither() throws Exception {
        // When
        run.first(server.url("/"), log);
        server.next()
                .send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");

        // Then
        assertThat(log.nextStatus(Upstream.BACKING_OFF).reason()).isEqualTo("the backend's answer is not HTTP");
    }

    @ParameterizedTest
    @MethodSource("noHttp")
    void aGreetingIsNoHttpEither(String greeting) throws Exception {
        // Given
        try (ServerSocket greeter = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> {
                try (Socket socket = greeter.accept()) {
                    socket.getOutputStream().write(greeting.getBytes(StandardCharsets.ISO_8859_1));
                    socket.getInputStream().read();
                } catch (IOException left) {
                    // the relay breaks off
                }
            });
            run.first("http://127.0.0.1:" + greeter.getLocalPort() + "/", log);

            // Then
            assertThat(log.nextStatus(Upstream.BACKING_OFF).reason()).isEqualTo("the backend's answer is not HTTP");
        }
    }
}
