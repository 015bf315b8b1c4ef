package dev.sluice.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Plays the same part before each client, a connection at a time, with what clients get wrong. */
final class ScriptedGateway implements AutoCloseable {
    /** The data of the events that a client has to show, each once. */
    static final List<String> EVENTS = List.of("one", "two", "lines", "three");

    /** The ids with which a client that does it right has come, {@code ""} = none. */
    static final List<String> IDS = List.of("", "g.2.2", "g.5.5", "g.5.5");

    private final HttpServer server = LoopbackServer.start(this::answer);
    private final Map<String, List<String>> ids = new ConcurrentHashMap<>();

    URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** With which ids the client of a path has come. */
    List<String> ids(String path) {
        return List.copyOf(ids.getOrDefault(path, List.of()));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
            String path = exchange.getRequestURI().getPath();
            if (exchange.getRequestMethod().equals("OPTIONS")) {
                exchange.getResponseHeaders()
                        .set("Access-Control-Allow-Headers", "Authorization, Content-Type, Last-Event-ID");
                exchange.sendResponseHeaders(200, -1);
            } else if (path.equals("/sluice/tickets")) {
                String asked = Rest.JSON
                        .readTree(exchange.getRequestBody())
                        .get("path")
                        .asText();
                send(
                        exchange,
                        200,
                        Rest.JSON
                                .createObjectNode()
                                .put("url", asked + "?ticket=t")
                                .toString());
            } else {
                serve(exchange, path);
            }
        }
    }

    private void serve(HttpExchange exchange, String path) throws IOException {
        List<String> seen = ids.computeIfAbsent(path, _ -> new ArrayList<>());
        int connection;
        synchronized (seen) {
            seen.add(id(exchange));
            connection = seen.size();
        }
        switch (connection) {
            // Cut in the middle of an event, after its id.
            case 1 -> send(exchange, 200, """
                    retry: 200
                    id: g.1.1
                    event: sluice.live
                    data: {}

                    id: g.2.2
                    data: one

                    id: g.3.3
                    data: tw""");
            case 2 -> send(exchange, 200, """
                    id: g.3.3
                    data: two
                    data: lines

                    :
                    id: g.5.5
                    event: sluice.gap
                    data: {"reason":"retention"}

                    retry: 150
                    event: sluice.goaway
                    data: {"reason":"drain","retryMs":150}

                    """);
            case 3 -> {
                exchange.getResponseHeaders().set("Retry-After", "1");
                send(exchange, 503, "{}");
            }
            default -> send(exchange, 200, """
                    id: g.6.6
                    event: price
                    data: three

                    event: sluice.end
                    data: {"reason":"backend-ended"}

                    """);
        }
    }

    /** As the gateway reads it: the header first. */
    private static String id(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Last-Event-ID");
        if (header != null) {
            return header;
        }
        String query = exchange.getRequestURI().getQuery();
        int at = query == null ? -1 : query.indexOf("last_event_id=");
        return at < 0 ? "" : query.substring(at + "last_event_id=".length());
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        exchange.getResponseHeaders()
                .set("Content-Type", status == 200 && !text.startsWith("{") ? "text/event-stream" : "application/json");
        exchange.sendResponseHeaders(status, 0);
        exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
