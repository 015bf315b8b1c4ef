package dev.sluice.relay.backend;

import dev.sluice.service.thread.ServiceThreads;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.impl.VertxInternal;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Watches the event loops of the pulls: an error on one of them ends the process, one that is stuck fails the liveness check. */
final class EventLoopWatch {
    private static final Logger LOG = Logger.getLogger(EventLoopWatch.class);

    private EventLoopWatch() {}

    static void begin(VertxInternal vertx, ServiceThreads threads) {
        vertx.exceptionHandler(failure -> onUncaught(failure, threads));
        int number = 0;
        for (EventExecutor loop : vertx.getEventLoopGroup()) {
            AtomicLong lastTurn = new AtomicLong(System.nanoTime());
            var unused = loop.scheduleAtFixedRate(() -> lastTurn.set(System.nanoTime()), 1, 1, TimeUnit.SECONDS);
            threads.watch("event-loop-" + number++, lastTurn::get);
        }
    }

    private static void onUncaught(Throwable failure, ServiceThreads threads) {
        if (failure instanceof Error) {
            threads.fail(Thread.currentThread().getName(), failure);
        } else {
            LOG.errorf(failure, "a fault on an event loop");
        }
    }
}
