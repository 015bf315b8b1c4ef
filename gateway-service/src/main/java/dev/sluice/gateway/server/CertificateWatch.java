package dev.sluice.gateway.server;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks every ten seconds whether there is another certificate: one that was renewed is used without a restart. */
final class CertificateWatch implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(10);

    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread watching;

    void start(ServerTls tls) {
        watching = Thread.ofVirtual().name("watch-certificate").start(() -> run(tls));
    }

    private void run(ServerTls tls) {
        try {
            while (!closed.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
                tls.reloadIfChanged();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when nothing is looked at any more. */
    @Override
    public void close() {
        closed.countDown();
        try {
            if (watching != null) {
                watching.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
