package dev.sluice.publisher.identity.session;

import dev.sluice.publisher.secret.OpaqueSecret;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a grant has given. */
public final class IssuedTokens {
    private final OpaqueSecret access;
    private final @Nullable OpaqueSecret refresh;
    private final GrantedScopes scopes;
    private final Duration lifetime;

    IssuedTokens(OpaqueSecret access, @Nullable OpaqueSecret refresh, GrantedScopes scopes, Duration lifetime) {
        this.access = access;
        this.refresh = refresh;
        this.scopes = scopes;
        this.lifetime = lifetime;
    }

    public OpaqueSecret access() {
        return access;
    }

    public Optional<OpaqueSecret> refresh() {
        return Optional.ofNullable(refresh);
    }

    public GrantedScopes scopes() {
        return scopes;
    }

    /** Of the access token. */
    public Duration lifetime() {
        return lifetime;
    }

    @Override
    public String toString() {
        return "IssuedTokens[" + scopes.text() + ']';
    }
}
