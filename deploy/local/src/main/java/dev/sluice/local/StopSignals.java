package dev.sluice.local;

import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;

/**
 * Ctrl-C, a closed terminal, and {@code kill}: the first asks for an orderly stop, the second does not wait for it. A
 * shutdown hook could not tell the second from the first.
 */
final class StopSignals {
    private final AtomicInteger received = new AtomicInteger();
    private final Runnable onFirst;
    private final Runnable onSecond;

    StopSignals(Runnable onFirst, Runnable onSecond) {
        this.onFirst = onFirst;
        this.onSecond = onSecond;
    }

    void listen() {
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            Signal.handle(new Signal(name), _ -> {
                if (received.incrementAndGet() == 1) {
                    onFirst.run();
                } else {
                    onSecond.run();
                }
            });
        }
    }
}
