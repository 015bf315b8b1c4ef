package dev.sluice.relay.channel;

import java.time.Duration;
import java.time.Instant;

/** The event loop of one pull: its clocks and timers. Timers run on it. */
public interface PullLoop {
    /** For people. */
    Instant now();

    /** For measuring. */
    long nanoTime();

    /** Runs a task on it when it has read what there is to read now, of all connections. */
    void soon(Runnable task);

    Timer after(Duration delay, Runnable task);

    /** A task that has not run yet. */
    interface Timer {
        void cancel();
    }
}
