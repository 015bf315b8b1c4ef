package dev.sluice.benchmark.server;

import java.util.function.LongSupplier;

/** A server that makes its events itself from its start on. */
final class SelfDriven implements Server {
    private final PinnedProcess process;
    private final int port;

    SelfDriven(PinnedProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public String path(int channel) {
        return "/" + channel;
    }

    @Override
    public void begin(LongSupplier delivered, int clients) {
        // It has begun.
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
