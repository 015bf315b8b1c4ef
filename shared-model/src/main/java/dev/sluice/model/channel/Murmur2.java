package dev.sluice.model.channel;

import java.nio.charset.StandardCharsets;

/** Kafka's hash of keys (murmur2, seed 0x9747b28c), so that any Kafka tool finds where a channel lies. */
public final class Murmur2 {
    private static final int M = 0x5bd1e995;
    private static final int R = 24;
    private static final int SEED = 0x9747b28c;

    private Murmur2() {}

    public static int hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    static int hash(byte[] data) {
        int length = data.length;
        int h = SEED ^ length;
        int whole = length & ~3;
        for (int i = 0; i < whole; i += 4) {
            int k = (data[i] & 0xff)
                    | (data[i + 1] & 0xff) << 8
                    | (data[i + 2] & 0xff) << 16
                    | (data[i + 3] & 0xff) << 24;
            k *= M;
            k ^= k >>> R;
            k *= M;
            h *= M;
            h ^= k;
        }
        return last(h ^ rest(data, whole, length), length > whole);
    }

    private static int rest(byte[] data, int whole, int length) {
        int rest = 0;
        for (int i = length - 1; i >= whole; i--) {
            rest = rest << 8 | data[i] & 0xff;
        }
        return rest;
    }

    private static int last(int hash, boolean hadRest) {
        int h = hadRest ? hash * M : hash;
        h ^= h >>> 13;
        h *= M;
        return h ^ h >>> 15;
    }
}
