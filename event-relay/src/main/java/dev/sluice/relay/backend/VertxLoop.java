package dev.sluice.relay.backend;

import dev.sluice.relay.channel.PullLoop;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;

/** The event loop of the pull that asks: a timer that is set on it runs on it. */
final class VertxLoop implements PullLoop {
    private final Vertx vertx;
    private final PullGuard guard;

    VertxLoop(Vertx vertx, PullGuard guard) {
        this.vertx = vertx;
        this.guard = guard;
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void soon(Runnable task) {
        vertx.runOnContext(_ -> guard.run(task));
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        long id = vertx.setTimer(Math.max(1, delay.toMillis()), _ -> guard.run(task));
        return () -> vertx.cancelTimer(id);
    }
}
