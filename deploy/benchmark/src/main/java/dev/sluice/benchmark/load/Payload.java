package dev.sluice.benchmark.load;

import java.util.Arrays;
import java.util.Random;

/**
 * The data of an event that is measured: {@code ~<sequence, 12 digits>.<due, 19 digits>} and padding. Due is the
 * {@link System#nanoTime} at which it should have been sent. A tilde is nowhere else in an answer.
 */
public final class Payload {
    static final byte MARK = '~';
    static final int SEQUENCE_DIGITS = 12;
    static final int DUE_DIGITS = 19;
    /** The least bytes that data may have. */
    public static final int MIN_BYTES = 1 + SEQUENCE_DIGITS + 1 + DUE_DIGITS;

    /** Bytes of the text that no compression makes smaller, about. */
    private static final int NOISE_BYTES = 1 << 20;
    /** Odd, so that all places of the text come in turn, and far from the one before. */
    private static final long NOISE_STEP = 387_421;

    private static final String NOISE_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
    private static final byte[] NOISE = noise();

    private Payload() {}

    /** @param bytes of the whole, {@value #MIN_BYTES} or more */
    public static byte[] of(long sequence, long dueNanos, int bytes) {
        if (bytes < MIN_BYTES) {
            throw new IllegalArgumentException("an event takes " + MIN_BYTES + " bytes or more, not " + bytes);
        }
        byte[] data = new byte[bytes];
        data[0] = MARK;
        writeDigits(data, 1, SEQUENCE_DIGITS, sequence);
        data[1 + SEQUENCE_DIGITS] = '.';
        writeDigits(data, 2 + SEQUENCE_DIGITS, DUE_DIGITS, dueNanos);
        Arrays.fill(data, MIN_BYTES, bytes, (byte) 'x');
        return data;
    }

    /** The same with padding that compression does not make smaller: what Kafka is read for it is not less than what is sent. */
    public static byte[] ofNoise(long sequence, long dueNanos, int bytes) {
        byte[] data = of(sequence, dueNanos, bytes);
        int padding = bytes - MIN_BYTES;
        int from = (int) (sequence * NOISE_STEP % (NOISE_BYTES - padding));
        System.arraycopy(NOISE, from, data, MIN_BYTES, padding);
        return data;
    }

    /** Of the data of an event that is measured. */
    static long sequence(byte[] data) {
        return digits(data, 1, SEQUENCE_DIGITS);
    }

    static long dueNanos(byte[] data) {
        return digits(data, 2 + SEQUENCE_DIGITS, DUE_DIGITS);
    }

    private static long digits(byte[] data, int from, int count) {
        if (data.length < MIN_BYTES || data[0] != MARK) {
            throw new LoadFailedException("an event is not one that was sent to be measured");
        }
        long number = 0;
        for (int i = from; i < from + count; i++) {
            number = number * 10 + data[i] - '0';
        }
        return number;
    }

    private static byte[] noise() {
        Random random = new Random(1);
        byte[] text = new byte[NOISE_BYTES];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) NOISE_DIGITS.charAt(random.nextInt(NOISE_DIGITS.length()));
        }
        return text;
    }

    private static void writeDigits(byte[] into, int from, int count, long number) {
        long rest = number;
        for (int i = from + count - 1; i >= from; i--) {
            into[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
