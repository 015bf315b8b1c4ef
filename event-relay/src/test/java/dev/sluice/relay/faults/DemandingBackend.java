package dev.sluice.relay.faults;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A backend that answers 401 to a request without the right header, and else sends one event, whose id is one higher
 * than the one that was asked for, and stays. With a token endpoint at {@code /token}.
 */
final class DemandingBackend implements AutoCloseable {
    private final StayingServer server = new StayingServer();
    private final List<String> tokenClients = new CopyOnWriteArrayList<>();

    private volatile String header = "";
    private volatile String value = "";

    DemandingBackend() throws IOException {
        server.serve("/events", this::stream);
        server.serve("/token", this::token);
    }

    String url() {
        return server.url();
    }

    /** From now on, for new connections. */
    void demand(String wantedHeader, String wantedValue) {
        header = wantedHeader;
        value = wantedValue;
    }

    static String basic(String username, String password) {
        return "Basic "
                + Base64.getEncoder().encodeToString((username + ':' + password).getBytes(StandardCharsets.UTF_8));
    }

    /** What those have sent in {@code Authorization} who asked for a token. */
    List<String> tokenClients() {
        return tokenClients;
    }

    private void token(HttpExchange exchange) throws IOException {
        tokenClients.add(exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] body = "{\"access_token\":\"token-of-oauth\",\"token_type\":\"Bearer\",\"expires_in\":3600}"
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void stream(HttpExchange exchange) throws IOException {
        Headers asked = exchange.getRequestHeaders();
        if (!value.equals(asked.getFirst(header))) {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
            return;
        }
        String last = asked.getFirst("Last-Event-ID");
        int next = last == null ? 1 : Integer.parseInt(last) + 1;
        server.stream(exchange, "id: " + next + "\ndata: event " + next + "\n\n");
    }

    @Override
    public void close() {
        server.close();
    }
}
