package dev.sluice.publisher.developer.apikey;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An API key as the REST API shows it: the contract's {@code APIKeyInfo}; the key itself in one answer only. */
@JsonInclude(JsonInclude.Include.NON_NULL)
final class ApiKeyBody {
    public final String keyUUID;
    public final String keyName;
    public final @Nullable String apikey;
    public final String lastFour;
    public final String keyType;
    public final String apiId;
    public final String apiName;
    public final String apiVersion;
    public final String applicationId;
    public final String associatedApp;
    public final String issuedOn;
    /** Seconds. */
    public final long validityPeriod;

    public final @Nullable String expiresAt;
    /** The minute. */
    public final @Nullable String lastUsed;

    public final Map<String, String> additionalProperties;

    private ApiKeyBody(ApiKeyEntry entry, @Nullable String apikey) {
        ApiKeyEntity key = entry.key();
        this.keyUUID = key.id().toString();
        this.keyName = key.name();
        this.apikey = apikey;
        this.lastFour = key.lastFour();
        this.keyType = key.keyType().name();
        this.apiId = key.apiId().toString();
        this.apiName = entry.api().name();
        this.apiVersion = entry.api().version();
        this.applicationId = key.applicationId().toString();
        this.associatedApp = entry.application().name();
        this.issuedOn = key.createdAt().toString();
        Long seconds = key.validitySeconds();
        this.validityPeriod = seconds == null ? ApiKeyReader.ENDLESS : seconds;
        Instant end = key.expiresAt();
        this.expiresAt = end == null ? null : end.toString();
        Instant used = entry.lastUsed();
        this.lastUsed = used == null ? null : used.toString();
        this.additionalProperties = rules(key);
    }

    private static Map<String, String> rules(ApiKeyEntity key) {
        Map<String, String> rules = new LinkedHashMap<>();
        if (!key.permittedIps().isEmpty()) {
            rules.put(ApiKeyReader.IPS, String.join(",", key.permittedIps()));
        }
        if (!key.permittedReferers().isEmpty()) {
            rules.put(ApiKeyReader.REFERERS, String.join(",", key.permittedReferers()));
        }
        return rules;
    }

    static ApiKeyBody of(ApiKeyEntry entry) {
        return new ApiKeyBody(entry, null);
    }

    /** With the key. */
    static ApiKeyBody of(NewApiKey made) {
        return new ApiKeyBody(made.entry(), made.reveal());
    }

    @Override
    public String toString() {
        return "ApiKeyBody[" + keyUUID + ']';
    }
}
