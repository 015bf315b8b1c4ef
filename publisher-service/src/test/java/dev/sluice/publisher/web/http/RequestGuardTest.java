package dev.sluice.publisher.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With time that passes only when a test says so. */
class RequestGuardTest {
    private static final String GET = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String SIZED = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc";
    private static final String CHUNKED = "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "A;x=y\r\n0123456789\r\n1\r\n\r\r\n0\r\nTrailer: 1\r\n\r\n";

    private final WaitingConnections waiting = new WaitingConnections(3);
    private final List<EmbeddedChannel> connections = new ArrayList<>();

    @AfterEach
    void close() {
        connections.forEach(EmbeddedChannel::finishAndReleaseAll);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1_000})
    void whatKeepsTheRulesPassesUnchangedHoweverItIsCut(int size) {
        EmbeddedChannel connection = connected();
        String sent = GET + SIZED + CHUNKED + GET + CHUNKED + SIZED + GET;

        for (int i = 0; i < sent.length(); i += size) {
            send(connection, sent.substring(i, Math.min(sent.length(), i + size)));
        }

        assertThat(passed(connection)).isEqualTo(sent);
        assertThat(connection.isOpen()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /a HTTP/1.1~Host: a~Host: b~~                                     | 400 | Host",
                "GET /a HTTP/1.1~~                                                     | 400 | Host",
                "GET /a HTTP/1.1~Host: a~X: 1~ folded~~                                | 400 | folded",
                "GET /a HTTP/1.1~Host: a~X : 1~~                                       | 400 | colon",
                "POST /a HTTP/1.1~Host: a~Transfer-Encoding: gzip~~                    | 400 | Transfer-Encoding",
                "POST /a HTTP/1.1~Host: a~Transfer-Encoding: chunked, chunked~~        | 400 | Transfer-Encoding",
                "POST /a HTTP/1.1~Host: a~Transfer-Encoding: chunked~Content-Length: 1~~ | 400 | exclude",
                "POST /a HTTP/1.1~Host: a~Content-Length: 1~Content-Length: 1~~        | 400 | Content-Length",
                "POST /a HTTP/1.1~Host: a~Content-Length: +1~~                         | 400 | Content-Length",
                "GET /a HTTP/1.2~                                                      | 505 | HTTP/1.2",
                "PRI * HTTP/2.0~~                                                      | 505 | HTTP/2",
                "GET  /a HTTP/1.1~                                                     | 400 | request line",
            })
    void whatDoesNotIsToldAndNothingOfItPasses(String lines, int status, String said) {
        EmbeddedChannel connection = connected();

        send(connection, lines.replace("~", "\r\n") + GET);

        assertThat(passed(connection)).isEmpty();
        assertThat(answer(connection))
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("Connection: close\r\n", "\"code\":" + status, said);
        connection.advanceTimeBy(1, TimeUnit.SECONDS);
        connection.runScheduledPendingTasks();
        assertThat(connection.isOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3\nabc\r\n", "3\r\nabcd\r\n", "-1\r\n", "\r\n", "123456789\r\n", "0x3\r\nabc\r\n"})
    void aBodyThatMayEndElsewhereEndsTheConnection(String chunks) {
        EmbeddedChannel connection = connected();
        String head = "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

        send(connection, head + chunks + GET);

        assertThat(passed(connection)).isEqualTo(head);
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void aHeadThatTricklesInIsGivenUpAfterTenSeconds() {
        EmbeddedChannel connection = connected();

        send(connection, "GET /a HTTP/1.1\r\n");
        for (int i = 0; i < 9; i++) {
            pass(connection, 1);
            send(connection, "X");
        }

        assertThat(connection.isOpen()).isTrue();
        pass(connection, 1);
        assertThat(answer(connection)).startsWith("HTTP/1.1 408 ");
        pass(connection, 1);
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void aConnectionMayRestBetweenRequestsButNotWithinOne() {
        EmbeddedChannel connection = connected();
        send(connection, GET);
        pass(connection, 50);
        send(connection, GET);
        pass(connection, 50);
        assertThat(connection.isOpen()).isTrue();

        send(connection, "GET /a");
        pass(connection, 10);

        // Two requests have had no answer yet: a third answer would be taken for theirs.
        assertThat(connection.isOpen()).isFalse();
        assertThat(answer(connection)).isEmpty();
    }

    @Test
    void aBodyHasAMinute() {
        EmbeddedChannel connection = connected();
        send(connection, "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n");

        for (int i = 0; i < 59; i++) {
            pass(connection, 1);
            send(connection, "x");
        }

        assertThat(connection.isOpen()).isTrue();
        pass(connection, 1);
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void ofTooManyHalfHeadsTheOldestGoes() {
        List<EmbeddedChannel> half = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            EmbeddedChannel connection = connected();
            send(connection, "GET /a HTTP/1.1\r\nHo");
            half.add(connection);
        }

        assertThat(half).extracting(EmbeddedChannel::isOpen).containsExactly(false, false, true, true, true);
    }

    @Test
    void whatHasSentItsHeadIsNotCounted() {
        EmbeddedChannel served = connected();
        send(served, GET);

        for (int i = 0; i < 5; i++) {
            send(connected(), "GET");
        }

        assertThat(served.isOpen()).isTrue();
    }

    private EmbeddedChannel connected() {
        EmbeddedChannel connection = new EmbeddedChannel();
        connection.freezeTime();
        RequestGuard guard = new RequestGuard(connection, waiting);
        guard.awaitFirstHead();
        connection.pipeline().addLast(guard);
        connections.add(connection);
        return connection;
    }

    private static void send(EmbeddedChannel connection, String text) {
        if (connection.isOpen()) {
            connection.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
        }
    }

    private static void pass(EmbeddedChannel connection, int seconds) {
        connection.advanceTimeBy(seconds, TimeUnit.SECONDS);
        connection.runScheduledPendingTasks();
    }

    private static String passed(EmbeddedChannel connection) {
        StringBuilder all = new StringBuilder();
        for (ByteBuf bytes = connection.readInbound(); bytes != null; bytes = connection.readInbound()) {
            all.append(bytes.toString(StandardCharsets.ISO_8859_1));
            bytes.release();
        }
        return all.toString();
    }

    private static String answer(EmbeddedChannel connection) {
        StringBuilder all = new StringBuilder();
        for (ByteBuf bytes = connection.readOutbound(); bytes != null; bytes = connection.readOutbound()) {
            all.append(bytes.toString(StandardCharsets.UTF_8));
            bytes.release();
        }
        return all.toString();
    }
}
