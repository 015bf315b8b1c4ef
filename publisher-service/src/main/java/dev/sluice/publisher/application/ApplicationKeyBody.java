package dev.sluice.publisher.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.publisher.secret.OpaqueSecret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client as the REST API shows it: the contract's {@code ApplicationKey}; with its secret in one answer only. */
@JsonInclude(JsonInclude.Include.NON_NULL)
final class ApplicationKeyBody {
    public final String keyMappingId;
    public final String keyManager = "Resident Key Manager";
    public final String consumerKey;
    public final @Nullable String consumerSecret;
    public final List<String> supportedGrantTypes = List.of(ApplicationKeys.GRANT_TYPE);
    public final String keyState = "APPROVED";
    public final String keyType;
    public final String mode = "CREATED";

    private ApplicationKeyBody(ApplicationKeyEntity key, @Nullable OpaqueSecret secret) {
        this.keyMappingId = key.id().toString();
        this.consumerKey = key.consumerKey();
        this.keyType = key.keyType().name();
        this.consumerSecret = secret == null ? null : secret.reveal();
    }

    static ApplicationKeyBody withSecret(ApplicationKeyEntity key, OpaqueSecret secret) {
        return new ApplicationKeyBody(key, secret);
    }

    static ApplicationKeyBody of(ApplicationKeyEntity key) {
        return new ApplicationKeyBody(key, null);
    }

    @Override
    public String toString() {
        return "ApplicationKeyBody[" + consumerKey + ']';
    }
}
