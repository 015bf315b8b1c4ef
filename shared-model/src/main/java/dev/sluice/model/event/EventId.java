package dev.sluice.model.event;

import java.util.Optional;

/**
 * The id of an event as clients see it: {@code <generation>.<sequence>.<offset>}, sequence and offset in base 36, at most
 * {@value #MAX_LENGTH} characters of {@code [0-9a-z.]}. The sequence is the identity, the offset a hint where to look.
 *
 * @param generation {@value #GENERATION_LENGTH} characters of base 36: the life of a channel that this id belongs to
 * @param sequence 0 = before the first event
 * @param offset Kafka offset, 0 or more
 */
public record EventId(String generation, long sequence, long offset) {
    public static final int MAX_LENGTH = 40;
    public static final int GENERATION_LENGTH = 10;

    private static final int RADIX = 36;

    public EventId {
        if (!isGeneration(generation)) {
            throw new IllegalArgumentException(
                    "generation must be 10 characters of [0-9a-z], was '" + generation + "'");
        }
        if (sequence < 0 || offset < 0) {
            throw new IllegalArgumentException("sequence and offset must not be negative: " + sequence + ", " + offset);
        }
    }

    public static boolean isGeneration(String text) {
        if (text.length() != GENERATION_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isBase36(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The id in this text; empty when it is none. Only the form that {@link #toString} writes is one: no leading zeros. */
    public static Optional<EventId> parse(String text) {
        if (text.length() > MAX_LENGTH || text.length() < GENERATION_LENGTH + 4) {
            return Optional.empty();
        }
        int second = text.indexOf('.', GENERATION_LENGTH + 1);
        if (text.charAt(GENERATION_LENGTH) != '.'
                || second < 0
                || !isGeneration(text.substring(0, GENERATION_LENGTH))) {
            return Optional.empty();
        }
        long sequence = number(text, GENERATION_LENGTH + 1, second);
        long offset = number(text, second + 1, text.length());
        if (sequence < 0 || offset < 0) {
            return Optional.empty();
        }
        return Optional.of(new EventId(text.substring(0, GENERATION_LENGTH), sequence, offset));
    }

    @Override
    public String toString() {
        return generation + '.' + Long.toString(sequence, RADIX) + '.' + Long.toString(offset, RADIX);
    }

    private static long number(String text, int from, int to) {
        if (from >= to || (text.charAt(from) == '0' && to - from > 1)) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            int digit = Character.digit(c, RADIX);
            if (!isBase36(c) || value > (Long.MAX_VALUE - digit) / RADIX) {
                return -1;
            }
            value = value * RADIX + digit;
        }
        return value;
    }

    private static boolean isBase36(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
    }
}
