package dev.sluice.publisher.oauth.keymanager;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A key manager as administrators see it: the contract's {@code KeyManager}. Sent back as it is, it changes nothing. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record KeyManagerBody(
        String id,
        String name,
        String displayName,
        String type,
        String description,
        @Nullable String wellKnownEndpoint,
        @Nullable String tokenEndpoint,
        String issuer,
        KeyManagerSettings.Certificates certificates,
        List<String> audiences,
        String consumerKeyClaim,
        String scopesClaim,
        boolean enabled,
        boolean enableMapOAuthConsumerApps,
        boolean enableSelfValidationJWT,
        String tokenType,
        KeySetBody keySet) {

    /** The keys that gateways have of it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record KeySetBody(
            List<String> keyIds,
            @Nullable Instant updatedTime,
            @Nullable String failure) {}

    static KeyManagerBody of(KeyManagerEntity manager) {
        KeyManagerSettings settings = manager.settings();
        return new KeyManagerBody(
                manager.id().toString(),
                manager.name(),
                settings.displayName(),
                settings.type(),
                settings.description(),
                settings.wellKnownEndpoint(),
                settings.tokenEndpoint(),
                manager.issuer(),
                settings.certificates(),
                settings.audiences(),
                settings.consumerKeyClaim(),
                settings.scopesClaim(),
                settings.isEnabled(),
                settings.isMappingOn(),
                true,
                "DIRECT",
                new KeySetBody(
                        manager.keys().stream().map(KeyManagerBody::keyId).toList(),
                        manager.keysAt(),
                        manager.failure()));
    }

    private static String keyId(Map<String, String> key) {
        return key.getOrDefault("kid", "");
    }

    record InfoBody(String id, String name, String type, String description, boolean enabled, String tokenType) {
        static InfoBody of(KeyManagerEntity manager) {
            return new InfoBody(
                    manager.id().toString(),
                    manager.name(),
                    manager.settings().type(),
                    manager.settings().description(),
                    manager.settings().isEnabled(),
                    "DIRECT");
        }
    }

    record ListBody(int count, List<InfoBody> list) {
        static ListBody of(List<KeyManagerEntity> managers) {
            return new ListBody(
                    managers.size(), managers.stream().map(InfoBody::of).toList());
        }
    }
}
