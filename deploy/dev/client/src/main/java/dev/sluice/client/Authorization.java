package dev.sluice.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What requests are sent with to say who asks (RFC 9110, section 11.6.2). */
public final class Authorization {
    private final String header;

    private Authorization(String header) {
        this.header = header;
    }

    public static Authorization basic(String user, String password) {
        byte[] pair = (user + ':' + password).getBytes(StandardCharsets.UTF_8);
        return new Authorization("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    public static Authorization basic(ConsumerKeys keys) {
        return basic(keys.key(), keys.secret());
    }

    public static Authorization bearer(String token) {
        return new Authorization("Bearer " + token);
    }

    /** Returns the header's value. */
    public String header() {
        return header;
    }

    @Override
    public String toString() {
        return header.substring(0, header.indexOf(' ')) + " (not shown)";
    }
}
