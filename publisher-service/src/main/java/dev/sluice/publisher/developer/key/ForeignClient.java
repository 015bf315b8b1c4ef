package dev.sluice.publisher.developer.key;

import java.util.UUID;

/** A client of a foreign issuer. */
public record ForeignClient(UUID keyManagerId, String keyManager, String consumerKey) {
    private static final char SEPARATOR = ':';

    /** As gateways know it: no consumer key of ours has a colon, and no name of a key manager has one. */
    String qualifiedKey() {
        return keyManager + SEPARATOR + consumerKey;
    }

    /** The consumer key of a client, as its issuer has it. */
    static String consumerKeyIn(String qualifiedKey) {
        return qualifiedKey.substring(qualifiedKey.indexOf(SEPARATOR) + 1);
    }
}
