package dev.sluice.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sluice.embedded.CertificateTrust;
import dev.sluice.testsupport.contract.RestAnswer;
import dev.sluice.testsupport.contract.RestContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Plain HTTP with JSON, as a script would use it. An answer of the publisher that breaks its contract fails the test. */
final class Rest {
    static final ObjectMapper JSON = new ObjectMapper();
    static final HttpClient HTTP = client().build();

    private Rest() {}

    private static HttpClient.Builder client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5));
    }

    /** A client that trusts this certificate alone. */
    static HttpClient trusting(Path certificate) {
        try {
            return client().sslContext(CertificateTrust.sslContext(certificate)).build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * An answer.
     *
     * @param body missing when there is none or it is not JSON
     */
    record Answer(
            int status,
            JsonNode body,
            String text,
            @Nullable String propagated,
            @Nullable String ignored) {}

    static Answer send(String method, URI uri, @Nullable String authorization, @Nullable String json) {
        return send(method, uri, authorization, json, "application/json");
    }

    static Answer send(
            String method, URI uri, @Nullable String authorization, @Nullable String body, String contentType) {
        return send(HTTP, method, uri, authorization, body, contentType);
    }

    static Answer send(
            HttpClient http,
            String method,
            URI uri,
            @Nullable String authorization,
            @Nullable String body,
            String contentType) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(20))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        if (body != null) {
            request.header("Content-Type", contentType);
        }
        try {
            HttpResponse<String> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            RestContract.check(new RestAnswer(
                    method,
                    uri.getRawPath(),
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(null),
                    response.body()));
            return new Answer(
                    response.statusCode(),
                    tree(response.body()),
                    response.body(),
                    response.headers().firstValue("Sluice-Propagated").orElse(null),
                    response.headers().firstValue("Sluice-Ignored-Fields").orElse(null));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + uri, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ':' + password).getBytes(StandardCharsets.UTF_8));
    }

    /** The JSON in an event's data. */
    static JsonNode json(String text) {
        JsonNode tree = tree(text);
        if (tree.isMissingNode()) {
            throw new AssertionError("not JSON: " + text);
        }
        return tree;
    }

    private static JsonNode tree(String text) {
        try {
            return text.startsWith("{") || text.startsWith("[") ? JSON.readTree(text) : MissingNode.getInstance();
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }
}
