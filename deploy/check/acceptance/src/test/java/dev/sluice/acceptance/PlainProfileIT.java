package dev.sluice.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A stream without events of ours, as the clients of large SDKs and others read it. */
class PlainProfileIT {
    private static final int EVENTS = 6;
    private static final String TYPE = "content_block_delta";
    private static final Duration SOON = Duration.ofSeconds(30);

    private final LocalSystem system = LocalSystem.shared();
    private final Portal portal = new Portal(system);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicBoolean sent = new AtomicBoolean();

    /** Silence between the events makes the gateway send heartbeats. The SDKs ask for a stream with application/json. */
    @Test
    @EnabledIf(value = "dev.sluice.acceptance.NodeScript#isHere", disabledReason = "no Node.js 20 or newer with npm")
    void clientsOfNodeReadTheEventsAndNothingElse() {
        HttpServer backend = LoopbackServer.start(this::answer);
        try {
            URI uri = URI.create("http://localhost:" + backend.getAddress().getPort());
            Portal.Api api = portal.deployedWith("plain", uri, PlainProfileIT::withoutControlEvents, "/*");
            String token = portal.subscribedToken(api);
            ObjectNode settings = Rest.JSON
                    .createObjectNode()
                    .put("gateway", system.gateway(1).toString())
                    .put("path", api.basePath() + "/events?since=earliest")
                    .put("token", token);

            List<JsonNode> results = NodeScript.run("sdks/plain.mjs", settings);

            assertThat(results).hasSize(5);
            List<String> ids = ids(system.gateway(2), api.basePath() + "/events?since=earliest", token);
            for (JsonNode result : results) {
                assertRead(result, ids);
            }
        } finally {
            closed.countDown();
            backend.stop(0);
        }
    }

    private static void assertRead(JsonNode result, List<String> ids) {
        String client = result.get("name").asText();
        assertThat(result.get("failure").isNull()).as(result.toString()).isTrue();
        List<Integer> numbers = new ArrayList<>();
        for (JsonNode message : result.get("messages")) {
            assertThat(message.get("data").path("n").isInt())
                    .as("%s: %s", client, message)
                    .isTrue();
            int number = message.get("data").get("n").asInt();
            numbers.add(number);
            if (message.has("id")) {
                assertThat(message.get("id").asText()).as(client).isEqualTo(ids.get(number - 1));
                assertThat(message.get("type").asText()).as(client).isEqualTo(number % 2 == 0 ? TYPE : "");
            }
        }
        // The one client has messages of its own types only.
        assertThat(numbers)
                .as(client)
                .isEqualTo(client.equals("anthropic") ? List.of(2, 4, 6) : List.of(1, 2, 3, 4, 5, 6));
    }

    private static List<String> ids(URI gateway, String path, String token) {
        Map<String, String> ids = new LinkedHashMap<>();
        try (Stream stream = Stream.open(gateway, path, token)) {
            while (ids.size() < EVENTS) {
                Stream.Event event = stream.next(SOON);
                ids.put(event.data(), event.id());
            }
        }
        return List.copyOf(ids.values());
    }

    private static void withoutControlEvents(ObjectNode api) {
        ((ObjectNode) api.get("operations").get(0)).putObject("streaming").put("controlEvents", false);
        api.putObject("streaming").put("heartbeatMs", 1000);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!sent.compareAndSet(false, true)) {
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            for (int n = 1; n <= EVENTS; n++) {
                String type = n % 2 == 0 ? "event: " + TYPE + '\n' : "";
                exchange.getResponseBody().write((type + "data: {\"n\":" + n + "}\n\n").getBytes(UTF_8));
                exchange.getResponseBody().flush();
                if (n % 2 == 0 && closed.await(1500, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
