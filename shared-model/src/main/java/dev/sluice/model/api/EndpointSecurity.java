package dev.sluice.model.api;

/** How the relay signs in at a backend. */
public record EndpointSecurity(Type type) {
    public static final EndpointSecurity NONE = new EndpointSecurity(Type.NONE);

    /** The kinds of sign-in. */
    public enum Type {
        NONE
    }
}
