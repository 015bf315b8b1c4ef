package dev.sluice.gateway.access;

import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.jwx.Headers;

/**
 * The shape of a token's JOSE header. A header is text from any client, and jose4j casts what it finds: its getters throw a
 * {@link ClassCastException} where a value is no string.
 */
final class JoseShape {
    private JoseShape() {}

    /** Returns whether {@code alg} and {@code kid} are strings and no extension is critical: none is understood here. */
    static boolean isGood(Headers headers) {
        return headers.getObjectHeaderValue(HeaderParameterNames.KEY_ID) instanceof String
                && isGoodWithoutKeyId(headers);
    }

    /** The same of a header that may have no {@code kid}. */
    static boolean isGoodWithoutKeyId(Headers headers) {
        Object keyId = headers.getObjectHeaderValue(HeaderParameterNames.KEY_ID);
        return headers.getObjectHeaderValue(HeaderParameterNames.ALGORITHM) instanceof String
                && (keyId == null || keyId instanceof String)
                && headers.getObjectHeaderValue(HeaderParameterNames.CRITICAL) == null;
    }
}
