package dev.sluice.publisher.api.document;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Answers as the contract's golden files say the definition service does, by a word in the text that it is sent. The two
 * services together are tested in {@code deploy/check/acceptance}.
 */
public final class FakeDefinitionService implements QuarkusTestResourceLifecycleManager {
    /** A document that has it is refused with the golden findings. */
    static final String WRONG = "wrong";
    /** A document that has it is valid, and no API can be made of it. */
    static final String UNUSABLE = "unusable";
    /** A document that has it takes too long. */
    static final String ENDED = "ended";
    /** A document that has it is one of another protocol. */
    static final String KAFKA = "kafka";
    /** A document that has it makes the service fail. */
    static final String FAILING = "failing";
    /** A document that has it is answered with more than the publisher reads. */
    static final String ENDLESS = "endless";
    /** To a document or a design that has it there is no answer: the connection is closed. */
    static final String AWAY = "gone-away";

    private final HttpServer server;

    public FakeDefinitionService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public Map<String, String> start() {
        server.createContext("/v1/import", FakeDefinitionService::read);
        server.createContext("/v1/generate", FakeDefinitionService::generate);
        server.createContext("/v1/convert", FakeDefinitionService::convert);
        server.start();
        return Map.of(
                "sluice.publisher.definition.url",
                "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static void read(HttpExchange exchange) throws IOException {
        String document = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (document.contains(AWAY)) {
            exchange.close();
        } else if (document.contains(FAILING)) {
            answer(exchange, 500, "{}");
        } else if (document.contains(ENDLESS)) {
            answer(exchange, 200, "{\"name\":\"" + "a".repeat(9 << 20) + "\"}");
        } else if (document.contains(UNUSABLE)) {
            answer(exchange, 422, golden("findings").replace("\"schema\"", "\"import-topic\""));
        } else if (document.contains(ENDED)) {
            answer(exchange, 422, golden("findings").replace("\"schema\"", "\"deadline\""));
        } else if (document.contains(WRONG)) {
            answer(exchange, 422, golden("findings"));
        } else if (document.contains(KAFKA)) {
            answer(
                    exchange,
                    200,
                    golden("imported-api")
                            .replace("\"protocols\": [\"https\"]", "\"protocols\": [\"kafka\"]")
                            .replace("\"streams\": true", "\"streams\": false"));
        } else {
            answer(exchange, 200, golden("imported-api"));
        }
    }

    /** The design that it was sent, so that a test sees what a document would be made from. */
    private static void generate(HttpExchange exchange) throws IOException {
        String design = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (design.contains(AWAY)) {
            exchange.close();
            return;
        }
        answer(exchange, 200, "{\"query\":\"" + exchange.getRequestURI().getQuery() + "\",\"design\":" + design + '}');
    }

    /** The format that it was asked for, and the length of the document. */
    private static void convert(HttpExchange exchange) throws IOException {
        int length = exchange.getRequestBody().readAllBytes().length;
        String query = exchange.getRequestURI().getQuery();
        answer(exchange, 200, "{\"converted\":\"" + query + "\",\"length\":" + length + '}');
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String golden(String name) {
        try (InputStream file = FakeDefinitionService.class.getResourceAsStream("/contract/" + name + ".json")) {
            if (file == null) {
                throw new IllegalStateException("no golden file " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
