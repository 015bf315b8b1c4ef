package dev.sluice.relay.channel;

import java.time.Duration;

/** Time, as a pull sees it; timers run on its event loop. */
public interface PullTimers {
    /** Monotonic, nanoseconds. */
    long nanos();

    /** Epoch milliseconds. */
    long epochMillis();

    Timer after(Duration delay, Runnable action);

    /** A timer that has not run yet can be cancelled; otherwise cancelling does nothing. */
    interface Timer {
        void cancel();
    }
}
