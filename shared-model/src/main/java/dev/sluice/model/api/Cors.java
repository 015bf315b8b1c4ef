package dev.sluice.model.api;

/** Cross-origin rules of an API. */
public record Cors(boolean enabled) {
    public static final Cors OFF = new Cors(false);
}
