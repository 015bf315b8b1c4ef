package dev.sluice.client.sample;

import dev.sluice.model.eventstream.EventStreamLimits;
import dev.sluice.model.eventstream.EventStreamParser;
import dev.sluice.model.eventstream.EventStreamSink;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads a stream through the gateway until its first event that is not the gateway's own. */
public final class FirstEvent implements EventStreamSink {
    private static final Duration HEAD_TIMEOUT = Duration.ofSeconds(20);

    private @Nullable String data;

    private FirstEvent() {}

    /** The event's data. Blocks until it is there, or fails when the stream is refused or ends. */
    public static String read(HttpClient http, URI stream, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(stream)
                .timeout(HEAD_TIMEOUT)
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                String problem = new String(body.readAllBytes(), StandardCharsets.UTF_8);
                throw new IOException("GET " + stream + " answered " + response.statusCode() + ": " + problem);
            }
            return new FirstEvent().readFrom(body, stream);
        }
    }

    private String readFrom(InputStream body, URI stream) throws IOException {
        EventStreamParser parser = new EventStreamParser(EventStreamLimits.forEventsUpTo(1024 * 1024), "", this);
        byte[] chunk = new byte[4096];
        while (data == null) {
            int length = body.read(chunk);
            if (length < 0) {
                throw new IOException(stream + " ended before its first event");
            }
            parser.feed(chunk, 0, length);
        }
        return data;
    }

    @Override
    public void onEvent(String type, byte[] bytes, @Nullable String ownId, String lastEventId) {
        if (data == null && !type.startsWith("sluice.")) {
            data = new String(bytes, StandardCharsets.UTF_8);
        }
    }

    @Override
    public void onId(String lastEventId) {}

    @Override
    public void onOversize(@Nullable String type, long dataBytes, @Nullable String ownId, String lastEventId) {}

    @Override
    public void onRetry(long millis) {}

    @Override
    public void onComment() {}
}
