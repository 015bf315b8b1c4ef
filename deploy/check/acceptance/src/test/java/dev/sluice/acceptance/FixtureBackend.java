package dev.sluice.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A backend that sends each fixture once, and says from then on that there is no more of it. */
final class FixtureBackend implements AutoCloseable {
    private final Map<String, Fixture> fixtures;
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final HttpServer server;

    FixtureBackend(List<Fixture> fixtures) {
        this.fixtures = fixtures.stream().collect(Collectors.toMap(Fixture::name, Function.identity()));
        server = LoopbackServer.start(this::answer);
    }

    URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String name = exchange.getRequestURI().getPath().substring(1);
            Fixture fixture = fixtures.get(name);
            if (fixture == null) {
                exchange.sendResponseHeaders(404, -1);
            } else if (!sent.add(name)) {
                exchange.sendResponseHeaders(204, -1);
            } else {
                exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(fixture.bytes());
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
