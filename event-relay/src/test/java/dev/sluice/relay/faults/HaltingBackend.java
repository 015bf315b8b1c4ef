package dev.sluice.relay.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A backend that halts in the middle of an event: each connection gets {@value #WHOLE} events of two lines, behind the id that
 * was asked for, then the id and the first line of one more, and stays.
 */
final class HaltingBackend implements AutoCloseable {
    static final int WHOLE = 3;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> asked = new CopyOnWriteArrayList<>();

    HaltingBackend() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::stream);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The id that each connection asked for; 0 = none. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    /** The data of an event. */
    static String data(int number) {
        return "first line of " + number + "\nsecond line of " + number;
    }

    private void stream(HttpExchange exchange) throws IOException {
        String last = exchange.getRequestHeaders()
                .getOrDefault("Last-Event-ID", List.of("0"))
                .getFirst();
        asked.add(last);
        StringBuilder events = new StringBuilder();
        int next = Integer.parseInt(last) + 1;
        for (int i = 0; i < WHOLE; i++) {
            events.append(beginning(next))
                    .append("data: second line of ")
                    .append(next)
                    .append("\n\n");
            next++;
        }
        events.append(beginning(next));
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        body.write(events.toString().getBytes(StandardCharsets.UTF_8));
        body.flush();
        awaitClose();
        exchange.close();
    }

    private static String beginning(int number) {
        return "id: " + number + "\ndata: first line of " + number + '\n';
    }

    private void awaitClose() {
        try {
            if (!closed.await(10, TimeUnit.MINUTES)) {
                throw new AssertionError("the test is over, and its backend is not closed");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
