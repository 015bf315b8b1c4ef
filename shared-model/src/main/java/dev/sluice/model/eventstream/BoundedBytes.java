package dev.sluice.model.eventstream;

import java.util.Arrays;

/**
 * Bytes put together from pieces, at most {@code max} of them: with one more all are let go, and only counted until
 * {@link #clear}. An array that has become large is not kept for the next use.
 */
final class BoundedBytes {
    private static final byte[] NONE = {};
    private static final int FIRST_CAPACITY = 128;
    private static final int KEPT_CAPACITY = 8 * 1024;

    private final int max;
    private byte[] bytes = NONE;
    private long offered;

    BoundedBytes(int max) {
        this.max = max;
    }

    void append(byte[] source, int from, int length) {
        long wanted = offered + length;
        if (wanted > max) {
            bytes = NONE;
        } else {
            grow((int) wanted);
            System.arraycopy(source, from, bytes, (int) offered, length);
        }
        offered = wanted;
    }

    boolean isOverflown() {
        return offered > max;
    }

    /** How many bytes there were, kept or not. */
    long offered() {
        return offered;
    }

    void clear() {
        offered = 0;
        if (bytes.length > KEPT_CAPACITY) {
            bytes = NONE;
        }
    }

    boolean contains(byte wanted) {
        for (int i = 0; i < offered; i++) {
            if (bytes[i] == wanted) {
                return true;
            }
        }
        return false;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, (int) offered);
    }

    String decoded() {
        return Utf8.decode(bytes, 0, (int) offered);
    }

    /** Returns whether these are the ASCII characters of {@code text}; never for other text. */
    boolean isAscii(String text) {
        if (text.length() != offered) {
            return false;
        }
        for (int i = 0; i < offered; i++) {
            if (bytes[i] < 0 || bytes[i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void grow(int wanted) {
        if (wanted > bytes.length) {
            long doubled = Math.max(FIRST_CAPACITY, 2L * bytes.length);
            bytes = Arrays.copyOf(bytes, (int) Math.min(max, Math.max(wanted, doubled)));
        }
    }
}
