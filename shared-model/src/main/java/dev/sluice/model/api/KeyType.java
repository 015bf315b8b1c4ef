package dev.sluice.model.api;

import java.util.Optional;

/** Which backend a key opens. */
public enum KeyType {
    PRODUCTION,
    SANDBOX;

    /** {@code P} or {@code S}, as in a channel's key. */
    public String letter() {
        return name().substring(0, 1);
    }

    public static Optional<KeyType> ofLetter(String letter) {
        return switch (letter) {
            case "P" -> Optional.of(PRODUCTION);
            case "S" -> Optional.of(SANDBOX);
            default -> Optional.empty();
        };
    }
}
