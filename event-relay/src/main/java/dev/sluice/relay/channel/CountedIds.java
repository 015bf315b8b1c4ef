package dev.sluice.relay.channel;

import org.jspecify.annotations.Nullable;

/**
 * Ids that count: decimal numbers, each one more than the one before. Where they do, a jump means that events are
 * missing. Whether they do is learnt: each step of one adds a point up to {@value #MOST}, any other step takes
 * {@value #PENALTY}; from {@value #TRUSTED} points on a jump is believed, and from {@value #TRUSTED_AT_RESUME} on where
 * a connection was lost in between, since there a loss is likely. So ids that several channels share, or times, are
 * hardly taken for counters, and one real jump does not end the trust for long.
 */
final class CountedIds {
    static final int TRUSTED = 8;
    static final int TRUSTED_AT_RESUME = 3;
    private static final int MOST = 16;
    private static final int PENALTY = 8;
    private static final int MAX_DIGITS = 18;
    private static final long NONE = -1;

    private CountedIds() {}

    /** The points after a step from one id to the next. */
    static int after(int points, @Nullable String from, String to) {
        long before = number(from);
        long now = number(to);
        if (before == NONE || now == NONE) {
            return 0;
        }
        return now == before + 1 ? Math.min(MOST, points + 1) : Math.max(0, points - PENALTY);
    }

    /** Returns whether both are numbers, and the second is the smaller one. */
    static boolean isOlder(String than, String id) {
        long before = number(than);
        long now = number(id);
        return before != NONE && now != NONE && now < before;
    }

    /** Returns whether both are numbers, and the second is the greater one. */
    static boolean isNewer(String than, String id) {
        return isOlder(id, than);
    }

    /** How many ids lie between the two; negative when the second is not after the first; 0 when either is no number. */
    static long between(String from, String to) {
        long before = number(from);
        long now = number(to);
        return before == NONE || now == NONE ? 0 : now - before - 1;
    }

    private static long number(@Nullable String id) {
        if (id == null || id.isEmpty() || id.length() > MAX_DIGITS) {
            return NONE;
        }
        long value = 0;
        for (int i = 0; i < id.length(); i++) {
            int digit = id.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
