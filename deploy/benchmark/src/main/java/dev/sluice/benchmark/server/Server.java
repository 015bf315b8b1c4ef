package dev.sluice.benchmark.server;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A server that is measured, in a process of its own on the servers' core. */
public interface Server extends AutoCloseable {
    int port();

    long pid();

    /** What a client of this channel asks for, from 0. */
    String path(int channel);

    /**
     * Lets a server that gets faster for a while, as a JVM does, become warm. Some clients are there, and get events more
     * often than those to come will, so that what runs once for each event is compiled by then, too.
     */
    void warmUp(Duration time) throws InterruptedException;

    /** Returns whether it gets faster for a while when its work changes, as a JVM does. */
    boolean isCompiledAsItRuns();

    /**
     * Called when all clients are there. Servers that make events themselves have done so from their start.
     *
     * @param delivered events that all clients together have received
     * @param clients among whom every event of a single channel goes to all
     */
    void begin(LongSupplier delivered, int clients);

    @Override
    void close() throws InterruptedException;
}
