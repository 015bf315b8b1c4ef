package dev.sluice.gateway.delivery;

/**
 * How many bytes are written to a client at once. What it does not take waits in memory, so one that takes nothing shall be
 * given little, and one that takes all soon as much as it may have unsent. It is given about as much as its kernel buffers
 * have taken before, or {@value #LEAST}.
 */
final class TurnBytes {
    private static final int LEAST = 8 * 1024;

    private TurnBytes() {}

    /** @param max how many bytes of it may be unsent */
    static int first(int max) {
        return Math.min(LEAST, max);
    }

    /** It has taken all at once. */
    static int more(int turn, int max) {
        return (int) Math.min(2L * turn, max);
    }

    /** It has not. */
    static int less(int turn, int max) {
        return Math.min(Math.max(LEAST, turn / 4), max);
    }
}
