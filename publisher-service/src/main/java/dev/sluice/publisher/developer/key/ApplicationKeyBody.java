package dev.sluice.publisher.developer.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.publisher.secret.OpaqueSecret;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client as the REST API shows it: the contract's {@code ApplicationKey}; with its secret in one answer only. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class ApplicationKeyBody {
    public final String keyMappingId;
    public final String keyManager;
    public final String consumerKey;
    public final @Nullable String consumerSecret;
    public final List<String> supportedGrantTypes;
    public final String keyState = ApplicationKeyReader.STATE;
    public final String keyType;
    public final String mode;
    public final Map<String, Long> additionalProperties;
    public final @Nullable ApplicationTokenBody token;

    private final ApplicationKeyEntity key;
    private final @Nullable OpaqueSecret secret;

    private ApplicationKeyBody(
            ApplicationKeyEntity key, @Nullable OpaqueSecret secret, @Nullable ApplicationTokenBody token) {
        this.key = key;
        this.secret = secret;
        this.token = token;
        this.keyMappingId = key.id().toString();
        String foreign = key.keyManager();
        this.keyManager = foreign == null ? ApplicationKeyReader.KEY_MANAGER : foreign;
        this.supportedGrantTypes = foreign == null ? List.of(ApplicationKeyReader.GRANT_TYPE) : List.of();
        this.mode = foreign == null ? ApplicationKeyReader.MODE : ApplicationKeyReader.MAPPED;
        this.consumerKey = key.shownConsumerKey();
        this.keyType = key.keyType().name();
        Long seconds = key.tokenLifetime().seconds();
        this.additionalProperties =
                seconds == null ? Map.of() : Map.of(ApplicationKeyReader.LIFETIME_PROPERTY, seconds);
        this.consumerSecret = secret == null ? null : secret.reveal();
    }

    /** With the secret. */
    public static ApplicationKeyBody of(NewKeys made) {
        return new ApplicationKeyBody(made.key(), made.secret(), null);
    }

    public static ApplicationKeyBody of(ApplicationKeyEntity key) {
        return new ApplicationKeyBody(key, null, null);
    }

    /** The same with a first token, as WSO2's scripts look for it. */
    public ApplicationKeyBody withToken(ApplicationTokenBody first) {
        return new ApplicationKeyBody(key, secret, first);
    }

    @Override
    public String toString() {
        return "ApplicationKeyBody[" + consumerKey + ']';
    }
}
