package dev.sluice.relay.backend;

import dev.sluice.relay.channel.PullTimers;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Timers of Vert.x: set on a pull's event loop, they run on it. */
final class LoopTimers implements PullTimers {
    private final Vertx vertx;

    LoopTimers(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public long epochMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
        long timer = vertx.setTimer(Math.max(1, delay.toMillis()), _ -> action.run());
        return () -> vertx.cancelTimer(timer);
    }
}
