package dev.sluice.benchmark.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A server whose events do not come from this process, and come from its start on.
 *
 * @param basePath in front of a channel's number, empty = none
 * @param isCompiledAsItRuns whether it gets faster for a while
 */
record SelfDrivenServer(PinnedProcess process, int port, String basePath, boolean isCompiledAsItRuns)
        implements Server {

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public String path(int channel) {
        return basePath + '/' + channel;
    }

    @Override
    public void warmUp(Duration time) throws InterruptedException {
        if (isCompiledAsItRuns) {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        }
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
