package dev.sluice.relay.feed;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/**
 * Events of one channel that Kafka has refused for their size and would refuse again. The first {@value #MAX_EVENTS} are
 * known: later ones are refused once more when the first ones have been reported. Confined to the shard's thread.
 */
final class OversizeEvents {
    private static final int MAX_EVENTS = 64;

    private final Set<String> digests = new HashSet<>();

    void add(byte[] data) {
        if (digests.size() < MAX_EVENTS) {
            digests.add(digest(data));
        }
    }

    /** Forgets these data. Returns false when they were none of them. */
    boolean remove(byte[] data) {
        return !digests.isEmpty() && digests.remove(digest(data));
    }

    private static String digest(byte[] data) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
