package dev.sluice.outbound;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A header that signs in at a backend. Never printed. */
public final class Credential {
    private static final String AUTHORIZATION = "Authorization";

    private final String name;
    private final String value;

    private Credential(String name, String value) {
        this.name = name;
        this.value = value;
    }

    /** RFC 7617, in UTF-8. */
    public static Credential basic(String username, String password) {
        byte[] pair = (username + ':' + password).getBytes(StandardCharsets.UTF_8);
        return new Credential(AUTHORIZATION, "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /** RFC 6750. */
    public static Credential bearer(String token) {
        return new Credential(AUTHORIZATION, "Bearer " + token);
    }

    public static Credential header(String name, String value) {
        return new Credential(name, value);
    }

    public String name() {
        return name;
    }

    public String value() {
        return value;
    }

    @Override
    public String toString() {
        return "Credential[" + name + ']';
    }
}
