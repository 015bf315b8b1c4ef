package dev.sluice.publisher.identity.client;

import java.util.Set;

/** A registered client that has proven who it is. */
public record RegisteredClient(String clientId, String owner, Set<GrantType> grants) {
    public RegisteredClient {
        grants = Set.copyOf(grants);
    }
}
