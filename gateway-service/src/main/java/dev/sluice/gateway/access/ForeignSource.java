package dev.sluice.gateway.access;

import java.util.List;

/**
 * By what a foreign token was verified: it counts while that is in force.
 *
 * @param proof of its issuer, the key, and the claims that were read: {@link ForeignIssuer.TokenKey}
 * @param audiences of the token, those first that were asked for; at most {@value #MAX_AUDIENCES}
 */
public record ForeignSource(String proof, List<String> audiences) {
    static final int MAX_AUDIENCES = 5;
    /** A longer one is not kept, unless it was asked for. */
    static final int MAX_AUDIENCE = 255;

    public ForeignSource {
        audiences = List.copyOf(audiences);
    }
}
