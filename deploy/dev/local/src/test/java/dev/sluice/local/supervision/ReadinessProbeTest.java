package dev.sluice.local.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.embedded.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadinessProbeTest {
    private static URI at(int port) {
        return URI.create("http://127.0.0.1:" + port + "/q/health/ready");
    }

    @Test
    void aProbeThatHasConnectedToItselfHasReachedNothingAndLeavesThePortFree() throws IOException {
        // Given
        int port = FreePorts.any();
        assertThat(connectsToItself(port)).as("as TCP does").isTrue();

        for (int times = 0; times < 20; times++) {
            // When
            boolean ready = new ReadinessProbe(at(port), port).isReady();

            // Then
            assertThat(ready).isFalse();
            try (ServerSocket service = new ServerSocket()) {
                service.setReuseAddress(false);
                service.bind(new InetSocketAddress("127.0.0.1", port));
                assertThat(service.isBound()).isTrue();
            }
        }
    }

    private static boolean connectsToItself(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoLinger(true, 0);
            socket.bind(new InetSocketAddress("127.0.0.1", port));
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            return socket.isConnected();
        }
    }

    @ParameterizedTest
    @CsvSource({"200, true", "503, false", "404, false"})
    void aProcessIsReadyWhenItAnswers200(int status, boolean ready) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            assertThat(new ReadinessProbe(at(server.getAddress().getPort())).isReady())
                    .isEqualTo(ready);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aPortOnWhichNothingListensIsNotReady() throws IOException {
        assertThat(new ReadinessProbe(at(FreePorts.any())).isReady()).isFalse();
    }
}
