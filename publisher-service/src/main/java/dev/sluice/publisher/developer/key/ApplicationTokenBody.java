package dev.sluice.publisher.developer.key;

import java.time.Duration;
import java.util.List;

/** A token of an application: the contract's {@code ApplicationToken}. A class, not a record: it shows no token. */
public final class ApplicationTokenBody {
    public final String accessToken;
    public final List<String> tokenScopes;
    /** Seconds. */
    public final long validityTime;

    public ApplicationTokenBody(String accessToken, List<String> tokenScopes, Duration lifetime) {
        this.accessToken = accessToken;
        this.tokenScopes = List.copyOf(tokenScopes);
        this.validityTime = lifetime.toSeconds();
    }

    @Override
    public String toString() {
        return "ApplicationTokenBody" + tokenScopes;
    }
}
