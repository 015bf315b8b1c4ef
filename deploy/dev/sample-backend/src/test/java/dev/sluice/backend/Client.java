package dev.sluice.backend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event stream as the JDK's HTTP client reads it, line by line. */
final class Client implements AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    private Client(HttpResponse<InputStream> response) {
        this.response = response;
        this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    static Client get(String url, @Nullable String lastEventId) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        return new Client(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
    }

    static HttpResponse<String> answer(String method, String url, String body)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(url))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** The lines of the next block, comments left out; null at the stream's orderly end. */
    @Nullable
    List<String> block() throws IOException {
        List<String> block = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty() && !block.isEmpty()) {
                return block;
            }
            if (!line.isEmpty() && !line.startsWith(":")) {
                block.add(line);
            }
        }
        return null;
    }

    /** The ids of the next events. */
    List<Long> ids(int count) throws IOException {
        List<Long> ids = new ArrayList<>();
        while (ids.size() < count) {
            ids.add(id());
        }
        return ids;
    }

    long id() throws IOException {
        List<String> block = block();
        if (block == null) {
            throw new IOException("the stream has ended");
        }
        return block.stream()
                .filter(line -> line.startsWith("id: "))
                .map(line -> Long.parseLong(line.substring(4)))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }
}
