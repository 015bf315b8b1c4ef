package dev.sluice.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.embedded.LocalCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A web page of an origin of its own, which opens a stream with the browser's {@code EventSource} and reports what
 * comes.
 */
final class Page implements AutoCloseable {
    private final HttpServer server;
    private final List<JsonNode> reports = new ArrayList<>();
    private volatile byte[] html = {};

    Page() {
        server = LoopbackServer.start(this::answer);
    }

    /** Over TLS. */
    Page(LocalCertificate certificate) {
        server = LoopbackServer.start(this::answer, certificate);
    }

    /**
     * From now on it asks a gateway for a ticket and opens the stream.
     *
     * @param path of the stream
     */
    Page streaming(URI gateway, String path, String token) {
        return streaming(gateway, path, "Authorization", "Bearer " + token);
    }

    /** The same with another credential. */
    Page streaming(URI gateway, String path, String header, String credential) {
        ObjectNode settings = Rest.JSON.createObjectNode();
        settings.put("gateway", gateway.toString()).put("path", path);
        settings.put("header", header).put("credential", credential);
        return showing("/page.html", settings);
    }

    /** From now on it is this file of the class path, with these settings. */
    Page showing(String file, ObjectNode settings) {
        try (InputStream template = Page.class.getResourceAsStream(file)) {
            if (template == null) {
                throw new IllegalStateException(file + " is not on the class path");
            }
            html = new String(template.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("SETTINGS", settings.toString())
                    .getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    String origin() {
        return "http://localhost:" + port();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** All that the page has reported so far: {@code what}, and what belongs to it. */
    List<JsonNode> reports() {
        synchronized (reports) {
            return List.copyOf(reports);
        }
    }

    List<JsonNode> reports(String what) {
        return reports().stream()
                .filter(one -> one.get("what").asText().equals(what))
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("POST")) {
                JsonNode one = Rest.JSON.readTree(exchange.getRequestBody());
                synchronized (reports) {
                    reports.add(one);
                }
                exchange.sendResponseHeaders(204, -1);
            } else if (exchange.getRequestURI().getPath().equals("/")) {
                exchange.getResponseHeaders().set("Content-Type", "text/html;charset=utf-8");
                exchange.sendResponseHeaders(200, html.length);
                exchange.getResponseBody().write(html);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
