package dev.sluice.relay.channel;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * By what an event is known again when a backend sends it a second time: 64 bits of its type and data as 16 hexadecimal
 * digits. The same on every relay and in every version, since it is kept in the log's states. Not for secrets.
 */
final class BlockHash {
    /** An id that came without an event. */
    static final String ID_ONLY = "-";
    /** An event that was too large to keep. */
    static final String OVERSIZE = "oversize";
    /** Something was missed here; equal to no hash. */
    static final String GAP = "gap";

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);

    private BlockHash() {}

    /** @param type {@code null} = message */
    static String of(@Nullable String type, byte[] data) {
        long hash = mix(FNV_OFFSET, type == null ? MESSAGE : type.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits(spread(mix(hash * FNV_PRIME, data)));
    }

    static long bits(String text) {
        long mixed = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            mixed = (mixed ^ text.charAt(i)) * FNV_PRIME;
        }
        return spread(mixed);
    }

    private static long mix(long hash, byte[] bytes) {
        long mixed = hash;
        for (byte next : bytes) {
            mixed = (mixed ^ (next & 0xff)) * FNV_PRIME;
        }
        return mixed;
    }

    /** FNV alone hardly moves its high bits for short input. */
    private static long spread(long hash) {
        long mixed = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        return mixed ^ (mixed >>> 33);
    }
}
