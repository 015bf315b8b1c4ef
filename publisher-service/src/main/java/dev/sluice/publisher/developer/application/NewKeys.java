package dev.sluice.publisher.developer.application;

import java.util.List;

/**
 * Keys that have just been made.
 *
 * @param body with the secret
 * @param scopes asked for, for a first token
 */
public record NewKeys(ApplicationKeyBody body, Client client, List<String> scopes) {
    public NewKeys {
        scopes = List.copyOf(scopes);
    }
}
