package dev.sluice.publisher.oauth.keymanager;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.outbound.OutboundUrl;
import dev.sluice.publisher.api.document.DocumentFetch;
import dev.sluice.publisher.api.endpoint.OutboundClients;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says about itself at its well-known URL (OpenID Connect Discovery 1.0, 4; RFC 8414). A guess for a form:
 * nothing of it is believed before an administrator has saved it. Blocks the caller's thread, which is a virtual one.
 */
@Singleton
class Discovery {
    private static final int MAX_BYTES = 256 * 1024;
    private static final int MAX_AT_ONCE = 2;
    private static final JsonMapper JSON = new JsonMapper();

    private final OutboundClients clients;
    private final Semaphore free = new Semaphore(MAX_AT_ONCE);

    Discovery(OutboundClients clients) {
        this.clients = clients;
    }

    sealed interface Result {
        /** @param provider has an issuer and a URL of keys */
        record Found(Provider provider) implements Result {}

        /** @param reason for people */
        record None(String reason) implements Result {}

        /** Others are being asked. */
        record Busy() implements Result {}
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Provider(
            @Nullable String issuer,
            @JsonProperty("jwks_uri") @Nullable String jwksUri,
            @JsonProperty("token_endpoint") @Nullable String tokenEndpoint) {}

    Result at(String url) {
        if (!(OutboundUrl.of(url) instanceof OutboundUrl.Good(URI good))) {
            return new Result.None(
                    OutboundUrl.of(url) instanceof OutboundUrl.Bad(String reason) ? reason : "is no URL");
        }
        if (!free.tryAcquire()) {
            return new Result.Busy();
        }
        try {
            return switch (clients.ask(
                    (vertx, connections) -> DocumentFetch.withoutRedirects(vertx, connections, MAX_BYTES)
                            .from(good))) {
                case DocumentFetch.Result.Failed(String reason) -> new Result.None("cannot be fetched: " + reason);
                case DocumentFetch.Result.Fetched(byte[] bytes) -> read(new String(bytes, StandardCharsets.UTF_8));
            };
        } finally {
            free.release();
        }
    }

    private static Result read(String json) {
        try {
            Provider provider = JSON.readValue(json, Provider.class);
            return provider == null || provider.issuer() == null || provider.jwksUri() == null
                    ? new Result.None("has no 'issuer' and 'jwks_uri'")
                    : new Result.Found(provider);
        } catch (JsonProcessingException none) {
            return new Result.None("is no JSON object of a provider");
        }
    }
}
