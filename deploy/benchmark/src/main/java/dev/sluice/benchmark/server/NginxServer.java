package dev.sluice.benchmark.server;

import dev.sluice.benchmark.feed.HttpPublisher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A running nginx and the events that this process sends to it. */
record NginxServer(PinnedProcess process, int port, HttpPublisher publisher, Feeding feeding) implements Server {

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public String path(int channel) {
        return "/" + publisher.channel(channel);
    }

    @Override
    public boolean isCompiledAsItRuns() {
        return false;
    }

    @Override
    public void warmUp(Duration time) {
        // It is as fast as it gets.
    }

    @Override
    public void begin(LongSupplier delivered, int clients) {
        feeding.begin(delivered, clients);
    }

    @Override
    public void close() throws InterruptedException {
        try (publisher) {
            feeding.end();
        } catch (IOException e) {
            throw new UncheckedIOException("the publisher's connection could not be closed", e);
        } finally {
            process.close();
        }
    }
}
