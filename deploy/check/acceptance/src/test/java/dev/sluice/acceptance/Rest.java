package dev.sluice.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.client.Answer;
import dev.sluice.client.Authorization;
import dev.sluice.client.RestClient;
import dev.sluice.embedded.CertificateTrust;
import dev.sluice.testsupport.contract.RestAnswer;
import dev.sluice.testsupport.contract.RestContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plain HTTP with JSON, as a script would use it. An answer of the publisher that breaks its contract fails the test. */
final class Rest {
    static final ObjectMapper JSON = new ObjectMapper();
    static final HttpClient HTTP = client().build();

    private Rest() {}

    /** What a test asks for; its failures fail the test. */
    @FunctionalInterface
    interface Call<T> {
        T send() throws IOException, InterruptedException;
    }

    static <T> T ask(Call<T> call) {
        try {
            return call.send();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpClient.Builder client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5));
    }

    /** Returns a client that trusts this certificate alone. */
    static HttpClient trusting(Path certificate) {
        return ask(() ->
                client().sslContext(CertificateTrust.sslContext(certificate)).build());
    }

    /** Returns a client of one server whose answers are held against the contract. */
    static RestClient of(HttpClient http, URI server) {
        return new RestClient(
                http,
                server,
                (method, uri, answer) -> RestContract.check(new RestAnswer(
                        method,
                        uri.getRawPath(),
                        answer.status(),
                        answer.header("Content-Type").orElse(null),
                        answer.text())));
    }

    static Answer send(String method, URI uri, @Nullable Authorization authorization, @Nullable String json) {
        return ask(() -> of(HTTP, uri).send(method, target(uri), authorization, json));
    }

    static Answer send(String method, URI uri, @Nullable Authorization authorization, String body, String contentType) {
        return ask(() -> of(HTTP, uri).send(method, target(uri), authorization, body, Optional.of(contentType)));
    }

    private static String target(URI uri) {
        return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + '?' + uri.getRawQuery();
    }

    /** Returns the JSON in an event's data. */
    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError("not JSON: " + text, notJson);
        }
    }
}
