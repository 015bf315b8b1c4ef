package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.client.Authorization;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A backend that refuses requests without credentials, from the publisher's REST to a client of the gateway. */
class SignedInBackendIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final LocalSystem system = LocalSystem.shared();
    private final Portal portal = new Portal(system);
    private final String secret = "secret-" + UUID.randomUUID();
    private final HttpServer backend = LoopbackServer.start(this::answer);

    @AfterEach
    void stop() {
        backend.stop(0);
    }

    @Test
    void aClientGetsItsEventsAndNobodyIsToldTheSecret() throws Exception {
        // When
        Portal.Api api = portal.deployedWith("signed", uri(), this::signIn, "/*");
        String token = portal.subscribedToken(api);

        // Then
        try (Stream stream = Stream.open(system.gateway(1), api.basePath() + "/news", token)) {
            assertThat(stream.nextOfBackend(SOON).data()).isEqualTo("for those who are known");
        }
        try (java.util.stream.Stream<Path> logs = Files.list(system.data().resolve("logs"))) {
            List<Path> all = logs.toList();
            assertThat(all)
                    .isNotEmpty()
                    .allSatisfy(log -> assertThat(Files.readString(log)).doesNotContain(secret));
        }
    }

    private URI uri() {
        return URI.create("http://localhost:" + backend.getAddress().getPort());
    }

    private void signIn(ObjectNode api) {
        api.withObject("/endpointConfig/endpoint_security/production")
                .put("enabled", true)
                .put("type", "BASIC")
                .put("username", "jo")
                .put("password", secret);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String known = Authorization.basic("jo", secret).header();
            if (!known.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            byte[] events = "data: for those who are known\n\n".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, events.length);
            exchange.getResponseBody().write(events);
        }
    }
}
