package dev.sluice.relay.channel;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * By what an event is known again when a backend sends it a second time: 64 bits of its type and data as 16 hexadecimal
 * digits. The same on every relay and in every version, since it is kept in the log's states. Not for secrets.
 *
 * <p>A value. Hardly any is ever looked at, so it is reckoned when it is; until then it holds the data.
 */
public final class BlockHash {
    private static final byte[] NOTHING = {};

    /** An id that came without an event. */
    static final BlockHash ID_ONLY = new BlockHash("-");
    /** An event that was too large to keep. */
    static final BlockHash OVERSIZE = new BlockHash("oversize");
    /** Something was missed here; equal to no hash. */
    static final BlockHash GAP = new BlockHash("gap");

    private static final int MAX_HELD_BYTES = 1024;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);

    private final @Nullable String type;
    private final byte[] data;
    /** Threads that share this may each reckon it, and come to the same. */
    private @Nullable String text;

    private BlockHash(@Nullable String type, byte[] data) {
        this.type = type;
        this.data = data;
    }

    /** @param text as {@link #text} has said */
    BlockHash(String text) {
        this(null, NOTHING);
        this.text = text;
    }

    /**
     * @param type {@code null} = message
     * @param data not to be written to any more
     */
    static BlockHash of(@Nullable String type, byte[] data) {
        return new BlockHash(type, data);
    }

    /** 64 bits of a short text. */
    static long bits(String text) {
        long mixed = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            mixed = (mixed ^ text.charAt(i)) * FNV_PRIME;
        }
        return spread(mixed);
    }

    public String text() {
        String known = text;
        if (known == null) {
            long hash = mix(FNV_OFFSET, type == null ? MESSAGE : type.getBytes(StandardCharsets.UTF_8));
            known = HexFormat.of().toHexDigits(spread(mix(hash * FNV_PRIME, data)));
            text = known;
        }
        return known;
    }

    /** The same for being kept alone: it holds few data or none. */
    BlockHash small() {
        return data.length > MAX_HELD_BYTES ? withoutData() : this;
    }

    /** The same for being kept with many. */
    BlockHash withoutData() {
        return data.length == 0 ? this : new BlockHash(text());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BlockHash hash && hash.text().equals(text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
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
