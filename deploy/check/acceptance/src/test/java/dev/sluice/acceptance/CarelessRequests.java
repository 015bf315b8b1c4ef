package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sluice.client.Answer;
import dev.sluice.client.Authorization;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Requests with secrets in them, right ones and such as a user sends who is mistaken. Every answer but those that give a secret
 * out is searched, too.
 */
final class CarelessRequests {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 32;
    private static final int MAX_ANSWER = 64 * 1024;

    private final Random random = new SecureRandom();
    private final HttpClient http;
    private final SecretSearch search;

    CarelessRequests(HttpClient http, SecretSearch search) {
        this.http = http;
        this.search = search;
    }

    /** Returns a secret of a user's own making, 32 digits and small letters. */
    String fresh(String name) {
        StringBuilder text = new StringBuilder();
        while (text.length() < LENGTH) {
            text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return known(name, text.toString());
    }

    /** Returns the secret, which is looked for from now on. */
    String known(String name, String secret) {
        search.add(name, secret);
        return secret;
    }

    /** Returns the JWT; its first part is the same for all. */
    String knownToken(String name, String token) {
        search.add(name, token.substring(token.indexOf('.') + 1));
        return token;
    }

    static HttpRequest.Builder to(URI server, String target) {
        return HttpRequest.newBuilder(server.resolve(target)).timeout(PATIENCE);
    }

    static HttpRequest.Builder to(URI server, String target, Authorization as) {
        return to(server, target).header("Authorization", as.header());
    }

    static HttpRequest.Builder post(HttpRequest.Builder request, String contentType, String body) {
        return request.header("Content-Type", contentType).POST(BodyPublishers.ofString(body));
    }

    static HttpRequest.Builder postJson(HttpRequest.Builder request, String body) {
        return post(request, "application/json", body);
    }

    /** @param fields names and values by turns */
    static HttpRequest.Builder postForm(HttpRequest.Builder request, String... fields) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            form.append(i == 0 ? "" : "&").append(fields[i]).append('=');
            form.append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return post(request, "application/x-www-form-urlencoded", form.toString());
    }

    /** The answer gives a secret out. */
    JsonNode given(HttpRequest.Builder request) {
        Answer answer = send(request);
        assertThat(answer.status()).as(answer.request() + ": " + answer.text()).isBetween(200, 299);
        return answer.body();
    }

    /** The status is 200 to 299. */
    Answer taken(HttpRequest.Builder request) {
        return searched(200, 299, request);
    }

    /** The status is 400 to 499. */
    Answer refused(HttpRequest.Builder request) {
        return searched(400, 499, request);
    }

    /** The status is any below 500. */
    Answer any(HttpRequest.Builder request) {
        return searched(200, 499, request);
    }

    private Answer searched(int least, int most, HttpRequest.Builder request) {
        Answer answer = send(request);
        String place = "answer to " + answer.request();
        assertThat(answer.status()).as(place + ": " + answer.text()).isBetween(least, most);
        search.look(place, answer.text());
        answer.headers().map().forEach((name, values) -> search.look(place + ", header " + name, values.toString()));
        return answer;
    }

    /** Returns the first byte alone of a stream that is open. */
    Answer send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        HttpResponse<InputStream> answer =
                Rest.ask(() -> http.send(request, HttpResponse.BodyHandlers.ofInputStream()));
        boolean isStream =
                answer.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
        try (InputStream body = answer.body()) {
            String text = new String(body.readNBytes(isStream ? 1 : MAX_ANSWER), StandardCharsets.UTF_8);
            String name = request.method() + ' ' + request.uri().getRawPath();
            return new Answer(name, answer.statusCode(), answer.headers(), text, json(text));
        } catch (IOException e) {
            throw new AssertionError("an answer was cut", e);
        }
    }

    private static JsonNode json(@Nullable String text) {
        return text != null && text.startsWith("{") ? Rest.json(text) : MissingNode.getInstance();
    }

    /** By the letter, such as no client of HTTP would send it. The server ends the connection. */
    void refusedRaw(URI server, String request) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            byte[] answer = socket.getInputStream().readNBytes(MAX_ANSWER);
            assertThat(new String(answer, StandardCharsets.ISO_8859_1)).matches("(?s)HTTP/1\\.[01] 4\\d\\d .*");
            search.look("answer to a malformed request", answer);
        }
    }
}
