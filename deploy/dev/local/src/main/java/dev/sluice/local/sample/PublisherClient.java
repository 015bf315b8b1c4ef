package dev.sluice.local.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** The publisher's REST, as JSON. Blocks; for any thread. */
public final class PublisherClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI base;
    private final String credentials;

    /** @param base for example {@code https://localhost:9443} */
    public PublisherClient(HttpClient http, URI base, String user, String password) {
        this.http = http;
        this.base = base;
        this.credentials = basic(user, password);
    }

    /** @param body empty if there was none */
    record Answer(String request, int status, JsonNode body) {

        /** This answer, if it has the status; else a failure that says what was expected and what came. */
        Answer expecting(int expected) throws IOException {
            if (status != expected) {
                throw new IOException(request + " answered " + status + " instead of " + expected + ": " + body);
            }
            return this;
        }

        /** A text property that must be there. */
        String text(String name) throws IOException {
            JsonNode value = body.path(name);
            if (!value.isTextual()) {
                throw new IOException(request + " answered no text '" + name + "'");
            }
            return value.textValue();
        }
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(path, request(path).GET());
    }

    Answer post(String path, Object body) throws IOException, InterruptedException {
        return send(
                path,
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /** An access token for the client. */
    String token(ClientKeys keys) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve("/oauth2/token"))
                .timeout(TIMEOUT)
                .header("Authorization", basic(keys.consumerKey(), keys.consumerSecret()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"));
        return send("/oauth2/token", request).expecting(200).text("access_token");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT).header("Authorization", credentials);
    }

    private Answer send(String path, HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpRequest request = builder.header("Accept", "application/json").build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        String body = response.body();
        JsonNode json = body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
        return new Answer(request.method() + " " + path, response.statusCode(), json);
    }

    private static String basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}
