package dev.sluice.relay.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One timer of a pull, to be set again and again. Confined to the pull's event loop. */
final class ResettableTimer {
    private final PullLoop loop;
    private final Runnable task;
    private PullLoop.@Nullable Timer timer;

    ResettableTimer(PullLoop loop, Runnable task) {
        this.loop = loop;
        this.task = task;
    }

    /** Rings after this time, and not when it was to fire before. */
    void set(Duration time) {
        cancel();
        timer = loop.after(time, this::fire);
    }

    boolean isSet() {
        return timer != null;
    }

    void cancel() {
        PullLoop.Timer set = timer;
        timer = null;
        if (set != null) {
            set.cancel();
        }
    }

    private void fire() {
        timer = null;
        task.run();
    }
}
