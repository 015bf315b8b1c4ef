package dev.sluice.benchmark.server;

/** A program, until it is closed. */
public final class RunningProgram implements AutoCloseable {
    private final PinnedProcess process;

    RunningProgram(PinnedProcess process) {
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
