package dev.sluice.benchmark.server;

import java.util.function.LongSupplier;

/** A server that is measured, in a process of its own on the servers' core. */
public interface Server extends AutoCloseable {
    int port();

    long pid();

    /** What a client of this channel asks for, from 0. */
    String path(int channel);

    /** Whether it gets faster for a while, as a JVM does. */
    boolean needsWarmUp();

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
