package dev.sluice.publisher.oauth.authorize;

import dev.sluice.publisher.secret.DerivedKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The portal as the one client of the authorisation endpoint. It is our own, so its users are not asked for consent. */
@ApplicationScoped
public class FirstParty {
    public static final String CLIENT_ID = "sluice-portal";
    /** Below an origin of our pages: where codes are sent to. */
    public static final String CALLBACK = "/portal/callback";

    private final String secret;

    FirstParty(DerivedKeys keys) {
        this.secret = HexFormat.of().formatHex(keys.key("portal-client-secret"));
    }

    /** The same on all publishers. */
    public String secret() {
        return secret;
    }

    boolean is(String clientId, String clientSecret) {
        return clientId.equals(CLIENT_ID)
                && MessageDigest.isEqual(
                        secret.getBytes(StandardCharsets.UTF_8), clientSecret.getBytes(StandardCharsets.UTF_8));
    }
}
