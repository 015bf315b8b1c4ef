package dev.sluice.publisher.api.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DefinitionClientTest {
    private record FixedConfig(URI url, Duration connectTimeout, Duration timeout) implements DefinitionConfig {}

    @Test
    void aServiceThatDoesNotListenIsAway() throws IOException {
        assertThat(imported(closedPort())).isInstanceOf(Reply.Away.class);
    }

    @Test
    void aServiceThatDoesNotAnswerInTimeIsAway() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(imported(silent.getLocalPort())).isInstanceOf(Reply.Away.class);
        }
    }

    private static Reply<?> imported(int port) {
        DefinitionClient client = new DefinitionClient(
                new FixedConfig(URI.create("http://127.0.0.1:" + port), Duration.ofSeconds(2), Duration.ofMillis(300)));
        try {
            return client.read("asyncapi: 3.0.0".getBytes(StandardCharsets.UTF_8));
        } finally {
            client.close();
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
