package dev.sluice.benchmark.feed;

import java.io.IOException;
import java.util.concurrent.ExecutionException;

/** Sends the events of a measurement. For one thread. */
@FunctionalInterface
public interface TrafficSender {
    /**
     * Sends events to one channel after the other, in as few requests as can be; returns when they were taken.
     *
     * @param dueNanos when they should have been sent, of {@link System#nanoTime}
     */
    void send(int count, long dueNanos) throws IOException, InterruptedException, ExecutionException;
}
