package dev.sluice.kafka;

import java.time.Duration;

/**
 * How long what could not be read is left alone: a second, and twice as long each time, up to a minute, until it is read
 * again. Times are of {@link System#nanoTime}.
 *
 * <p>Confined to one thread.
 */
public final class ReadRest {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private boolean resting;
    private long until;
    private Duration next = FIRST;

    /** It could not be read; answers for how long it is left alone. */
    public Duration begin(long nanos) {
        Duration rest = next;
        resting = true;
        until = nanos + rest.toNanos();
        Duration twice = rest.multipliedBy(2);
        next = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
        return rest;
    }

    public boolean isResting() {
        return resting;
    }

    /** Ends a rest that is over; answers whether one was. */
    public boolean endIfOver(long nanos) {
        boolean over = resting && nanos - until >= 0;
        resting &= !over;
        return over;
    }

    /** Something of it has been read: the next rest is a short one. */
    public void onRead() {
        next = FIRST;
    }

    /** It is no longer to be read. */
    public void cancel() {
        resting = false;
    }
}
