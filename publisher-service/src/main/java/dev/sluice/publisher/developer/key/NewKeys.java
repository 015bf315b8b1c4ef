package dev.sluice.publisher.developer.key;

import dev.sluice.publisher.secret.OpaqueSecret;
import java.util.List;

/**
 * Keys that have just been made.
 *
 * @param scopes asked for, for a first token
 */
public record NewKeys(ApplicationKeyEntity key, OpaqueSecret secret, Client client, List<String> scopes) {
    public NewKeys {
        scopes = List.copyOf(scopes);
    }
}
