package dev.sluice.relay.channel;

import java.time.Duration;
import java.time.Instant;

/** The event loop of one pull: its clocks and timers. Timers run on it. */
public interface PullLoop {
    /** For people. */
    Instant now();

    /** For measuring. */
    long nanoTime();

    Timer after(Duration delay, Runnable task);

    /** A task that has not run yet. */
    interface Timer {
        void cancel();
    }
}
