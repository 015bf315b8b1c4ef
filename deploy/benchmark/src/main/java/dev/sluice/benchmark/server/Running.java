package dev.sluice.benchmark.server;

/** A program, until it is closed. */
public final class Running implements AutoCloseable {
    private final PinnedProcess process;

    Running(PinnedProcess process) {
        this.process = process;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
