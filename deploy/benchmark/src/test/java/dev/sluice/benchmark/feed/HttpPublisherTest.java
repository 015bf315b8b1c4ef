package dev.sluice.benchmark.feed;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpPublisherTest {
    private static final String TAKEN = "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nOK";

    private ServerSocket listener;
    private HttpPublisher publisher;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        publisher = new HttpPublisher(listener.getLocalPort(), "/publish/", 2, 40);
        server = listener.accept();
    }

    @AfterEach
    void close() throws IOException {
        publisher.close();
        server.close();
        listener.close();
    }

    @Test
    void eventsGoToOneChannelAfterTheOtherEachWithItsOwnSequence() throws IOException {
        answer(TAKEN + TAKEN + TAKEN);

        publisher.send(3, 7);
        publisher.close();

        String requests = new String(server.getInputStream().readAllBytes(), US_ASCII);
        assertThat(requests.split("POST "))
                .satisfiesExactly(
                        nothing -> assertThat(nothing).isEmpty(),
                        first -> assertThat(first)
                                .startsWith("/publish/0 HTTP/1.1\r\n")
                                .endsWith("\r\n\r\n~000000000001.0000000000000000007xxxxxxx"),
                        second -> assertThat(second).startsWith("/publish/1 ").contains("~000000000001."),
                        third -> assertThat(third).startsWith("/publish/0 ").contains("~000000000002."));
    }

    @Test
    void anAnswerIsReadWhole() throws IOException {
        answer("HTTP/1.1 200 OK\r\ncontent-length:  8\r\n\r\nOK\r\n\r\nOK" + TAKEN);
        publisher.send(1, 7);

        assertThatCode(() -> publisher.send(1, 7)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            })
    void whatIsNotTakenFails(String answer) throws IOException {
        answer(answer);

        assertThatThrownBy(() -> publisher.send(1, 7))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(answer.lines().findFirst().orElseThrow());
    }

    @Test
    void aServerThatLeavesFailsThePublisher() throws IOException {
        answer("HTTP/1.1 201 Cre");
        server.shutdownOutput();

        assertThatThrownBy(() -> publisher.send(1, 7)).isInstanceOf(EOFException.class);
    }

    private void answer(String text) throws IOException {
        server.getOutputStream().write(text.getBytes(US_ASCII));
    }
}
