package dev.sluice.publisher.api.document;

import dev.sluice.model.definition.ApiDesign;
import dev.sluice.model.definition.ImportedApi;
import dev.sluice.model.wire.UnreadableRecordException;
import dev.sluice.model.wire.Wire;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * The definition service over HTTP. Answers have at most 16 MiB. Blocks its thread, which is a virtual one; call it outside of
 * transactions.
 */
@ApplicationScoped
public class DefinitionClient {
    private static final long MAX_ANSWER = 16L << 20;
    private static final int UNPROCESSABLE = 422;

    private final HttpClient http;
    private final DefinitionConfig config;

    DefinitionClient(DefinitionConfig config) {
        this.config = config;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.connectTimeout())
                .build();
    }

    /** @param format {@code json} or {@code yaml} */
    public Reply<String> generate(ApiDesign design, String version, String format) {
        String path = "/v1/generate?version=" + version + "&format=" + format;
        return post(path, Wire.write(design), body -> new String(body, StandardCharsets.UTF_8));
    }

    /**
     * The same document in another format.
     *
     * @param format {@code json} or {@code yaml}
     */
    public Reply<String> convert(String document, String format) {
        return post(
                "/v1/convert?format=" + format,
                document.getBytes(StandardCharsets.UTF_8),
                body -> new String(body, StandardCharsets.UTF_8));
    }

    /** @param document as somebody has sent it */
    Reply<ImportedApi> read(byte[] document) {
        return post("/v1/import", document, Wire::readImportedApi);
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }

    private <T> Reply<T> post(String path, byte[] body, Function<byte[], T> read) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(config.url() + path))
                .timeout(config.timeout())
                .header(
                        "Content-Type",
                        path.startsWith("/v1/generate") ? "application/json" : "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<byte[]> response =
                    http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER));
            return switch (response.statusCode()) {
                case 200 -> new Reply.Given<>(read.apply(response.body()));
                case UNPROCESSABLE -> new Reply.Refused<>(Wire.readFindings(response.body()));
                default -> new Reply.Away<>("it answers " + response.statusCode());
            };
        } catch (IOException | UnreadableRecordException failed) {
            return new Reply.Away<>(failed.getClass().getSimpleName() + ": " + failed.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Reply.Away<>("interrupted");
        }
    }
}
