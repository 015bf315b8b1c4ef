package dev.sluice.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests with JSON to one server; an answer within 20 s. */
public final class RestClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI base;
    private final Listener listener;

    /** Sees every answer, before the caller does. */
    @FunctionalInterface
    public interface Listener {
        void answered(String method, URI uri, Answer answer);
    }

    /** @param base for example {@code https://localhost:9443} */
    public RestClient(HttpClient http, URI base) {
        this(http, base, (_, _, _) -> {});
    }

    public RestClient(HttpClient http, URI base, Listener listener) {
        this.http = http;
        this.base = base;
        this.listener = listener;
    }

    /** Sends JSON, or no body when {@code json} is {@code null}. */
    public Answer send(String method, String path, @Nullable Authorization authorization, @Nullable Object json)
            throws IOException, InterruptedException {
        return json == null
                ? send(method, path, authorization, null, Optional.empty())
                : send(method, path, authorization, asText(json), Optional.of("application/json"));
    }

    /** Sends a form ({@code application/x-www-form-urlencoded}), encoded already. */
    public Answer sendForm(String path, @Nullable Authorization authorization, String form)
            throws IOException, InterruptedException {
        return send("POST", path, authorization, form, Optional.of("application/x-www-form-urlencoded"));
    }

    /** Sends text of any type. */
    public Answer send(
            String method,
            String path,
            @Nullable Authorization authorization,
            @Nullable String body,
            Optional<String> contentType)
            throws IOException, InterruptedException {
        URI uri = base.resolve(path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Accept", "application/json, */*;q=0.5")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization.header());
        }
        contentType.ifPresent(type -> request.header("Content-Type", type));
        HttpResponse<String> response =
                http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        Answer answer = new Answer(
                method + ' ' + path, response.statusCode(), response.headers(), response.body(), tree(response.body()));
        listener.answered(method, uri, answer);
        return answer;
    }

    private static String asText(Object json) throws JsonProcessingException {
        return json instanceof String text ? text : JSON.writeValueAsString(json);
    }

    private static JsonNode tree(String text) {
        try {
            return text.startsWith("{") || text.startsWith("[") ? JSON.readTree(text) : MissingNode.getInstance();
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }
}
