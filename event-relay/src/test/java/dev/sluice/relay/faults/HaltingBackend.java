package dev.sluice.relay.faults;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A backend that halts in the middle of an event: each connection gets {@value #WHOLE} events of two lines, after the
 * id that was asked for, then the id and the first line of one more, and stays.
 */
final class HaltingBackend implements AutoCloseable {
    static final int WHOLE = 3;

    private final StayingServer server = new StayingServer();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    HaltingBackend() throws IOException {
        server.serve("/", this::stream);
    }

    String url() {
        return server.url();
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
        server.stream(exchange, events.toString());
    }

    private static String beginning(int number) {
        return "id: " + number + "\ndata: first line of " + number + '\n';
    }

    @Override
    public void close() {
        server.close();
    }
}
