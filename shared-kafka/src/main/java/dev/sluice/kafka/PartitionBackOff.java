package dev.sluice.kafka;

import java.time.Duration;

/**
 * How long what could not be read is left alone: a second, and twice as long each time, up to a minute, until it is read
 * again. Times are of {@link System#nanoTime}.
 *
 * <p>Confined to one thread.
 */
public final class PartitionBackOff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private boolean waiting;
    private long until;
    private Duration next = FIRST;

    /** It could not be read: returns for how long it is left alone. */
    public Duration begin(long nanos) {
        Duration pause = next;
        waiting = true;
        until = nanos + pause.toNanos();
        Duration twice = pause.multipliedBy(2);
        next = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
        return pause;
    }

    public boolean isWaiting() {
        return waiting;
    }

    /** Ends a pause that is over; returns whether one was. */
    public boolean endIfOver(long nanos) {
        boolean over = waiting && nanos - until >= 0;
        waiting &= !over;
        return over;
    }

    /** Something of it has been read: the next pause is a short one. */
    public void onRead() {
        next = FIRST;
    }

    /** It is no longer to be read. */
    public void cancel() {
        waiting = false;
    }
}
