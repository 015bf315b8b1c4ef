package dev.sluice.acceptance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Events that compress 200 to 1, as padding, zeros and sparse snapshots do: what is a few hundred KiB in Kafka is far more than
 * the heap of a service, which is 256 MiB here.
 */
class LargeReplayIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final byte[] DATA = "data: ".getBytes(US_ASCII);

    private final LocalSystem system = LocalSystem.shared();
    private final Portal portal = new Portal(system);
    private final CountDownLatch end = new CountDownLatch(1);
    private final HttpServer backend = LoopbackServer.start(this::answer);

    @AfterEach
    void stop() {
        end.countDown();
        backend.stop(0);
    }

    @Test
    void aReplayOfMoreThanTheHeapEndsNoGateway() throws Exception {
        int events = 2500;
        Portal.Api api = portal.deployedApi("large", uri(), "/{count}/{bytes}");
        String token = portal.subscribedToken(api);
        String path = api.basePath() + '/' + events + "/100000";
        List<Long> processes = processes();
        assertThat(count(system.gateway(1), path, token, events)).isEqualTo(events);

        int replayed = count(system.gateway(2), path + "?since=earliest", token, events);

        assertThat(replayed).isEqualTo(events);
        assertThat(processes()).as("processes of gateways and relays").isEqualTo(processes);
    }

    @Test
    void fiftyReplaysOfTheLargestEventsAtOnceEndNoGateway() throws Exception {
        int events = 60;
        Portal.Api api = portal.deployedApi("largest", uri(), "/{count}/{bytes}");
        String token = portal.subscribedToken(api);
        String path = api.basePath() + '/' + events + "/1000000";
        List<Long> processes = processes();
        assertThat(count(system.gateway(1), path, token, events)).isEqualTo(events);

        List<Callable<Integer>> clients = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int last = 10 + i % 20;
            clients.add(() -> last - count(system.gateway(2), path + "?since=-" + last, token, last));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> missing : threads.invokeAll(clients)) {
                assertThat(missing.get()).isZero();
            }
        }

        assertThat(processes()).as("processes of gateways and relays").isEqualTo(processes);
    }

    private URI uri() {
        return URI.create("http://localhost:" + backend.getAddress().getPort());
    }

    private List<Long> processes() {
        return List.of("gateway-1", "gateway-2", "relay-1", "relay-2").stream()
                .map(node -> system.pid(node).orElse(0L))
                .toList();
    }

    /** Sends so many events of so many bytes, and then nothing. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().split("/");
            byte[] padding = new byte[Integer.parseInt(path[2])];
            Arrays.fill(padding, (byte) 'x');
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            for (int i = 1; i <= Integer.parseInt(path[1]); i++) {
                body.write(("id: " + i + "\ndata: ").getBytes(US_ASCII));
                body.write(padding);
                body.write("\n\n".getBytes(US_ASCII));
            }
            body.flush();
            end.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how many events of the backend have come, when there are as many as wanted or none for a while. */
    private static int count(URI gateway, String path, String token, int wanted) throws IOException {
        try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
            socket.setSoTimeout((int) SOON.toMillis());
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                                    + "Authorization: Bearer " + token + "\r\n\r\n")
                            .getBytes(US_ASCII));
            return count(new BufferedInputStream(socket.getInputStream(), 1 << 16), wanted);
        }
    }

    /** Lines of data that begin with the backend's padding. */
    private static int count(InputStream in, int wanted) throws IOException {
        int events = 0;
        int matched = 0;
        while (events < wanted) {
            int next = in.read();
            if (next < 0) {
                return events;
            }
            boolean isFirstOfData = matched == DATA.length;
            if (isFirstOfData && next == 'x') {
                events++;
            }
            if (isFirstOfData || next != DATA[matched]) {
                matched = next == DATA[0] ? 1 : 0;
            } else {
                matched++;
            }
        }
        return events;
    }
}
