package dev.sluice.relay.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One timer of a pull, to be set again and again. Confined to the pull's event loop. */
final class Alarm {
    private final PullLoop loop;
    private final Runnable ringing;
    private PullLoop.@Nullable Timer timer;

    Alarm(PullLoop loop, Runnable ringing) {
        this.loop = loop;
        this.ringing = ringing;
    }

    /** Rings after this time, and not when it was to ring before. */
    void set(Duration time) {
        cancel();
        timer = loop.after(time, this::ring);
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

    private void ring() {
        timer = null;
        ringing.run();
    }
}
