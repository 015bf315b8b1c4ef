package dev.sluice.publisher.oauth;

import java.time.Duration;

/** A token that has just been written; a class, not a record: its text is a secret. */
final class IssuedToken {
    private final String text;
    private final String scope;
    private final Duration lifetime;

    IssuedToken(String text, String scope, Duration lifetime) {
        this.text = text;
        this.scope = scope;
        this.lifetime = lifetime;
    }

    String text() {
        return text;
    }

    /** Names with blanks between them. */
    String scope() {
        return scope;
    }

    Duration lifetime() {
        return lifetime;
    }

    @Override
    public String toString() {
        return "IssuedToken[" + scope + ']';
    }
}
