package dev.sluice.publisher.oauth.keymanager;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator decides about a key manager, beside its name and issuer. Stored as JSON: fields may be added, none
 * renamed.
 *
 * @param type a word for people: {@code Keycloak}, {@code Okta}
 * @param audiences one of which a token must have; empty = any
 * @param consumerKeyClaim the claim with the client's id
 * @param scopesClaim the claim with the scopes
 * @param isMappingOn whether developers may map clients of it to their applications
 */
record KeyManagerSettings(
        String displayName,
        String type,
        String description,
        @Nullable String wellKnownEndpoint,
        @Nullable String tokenEndpoint,
        Certificates certificates,
        List<String> audiences,
        String consumerKeyClaim,
        String scopesClaim,
        boolean isEnabled,
        boolean isMappingOn) {
    static final String CONSUMER_KEY_CLAIM = "azp";
    static final String SCOPES_CLAIM = "scope";

    KeyManagerSettings {
        audiences = audiences == null ? List.of() : List.copyOf(audiences);
    }

    /** Where its keys come from. */
    enum KeySource {
        /** A URL of a JWK Set, or the set itself. */
        JWKS,
        /** A certificate, or a public key. */
        PEM
    }

    record Certificates(KeySource type, String value) {
        /** Returns whether the keys are to be fetched; else they are in the value. */
        boolean isUrl() {
            return type == KeySource.JWKS && !value.startsWith("{");
        }
    }
}
