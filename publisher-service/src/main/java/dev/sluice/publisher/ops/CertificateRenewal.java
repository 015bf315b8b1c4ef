package dev.sluice.publisher.ops;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks every so often whether port 9443 has another certificate, and has it used for the next connections. One that cannot be
 * used leaves the old one and is tried again. Quarkus' own reload takes the files over and over, changed or not.
 */
@Singleton
class CertificateRenewal {
    private static final Logger LOG = Logger.getLogger(CertificateRenewal.class);
    /** Of the TLS settings in {@code application.properties}. */
    private static final String NAME = "rest";

    private final TlsConfig files;
    private final TlsConfigurationRegistry registry;
    private final Event<CertificateUpdatedEvent> updated;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread watching;
    /** The state of files that could not be used, so that it is said once. */
    private String refused = "";

    CertificateRenewal(TlsConfig files, TlsConfigurationRegistry registry, Event<CertificateUpdatedEvent> updated) {
        this.files = files;
        this.registry = registry;
        this.updated = updated;
    }

    void start(@Observes StartupEvent start) throws IOException {
        TlsConfiguration tls = registry.get(NAME).orElse(null);
        if (tls == null || files.certificateFile().isEmpty() || files.keyFile().isEmpty()) {
            return; // only tests of this module are without
        }
        Path certificate = files.certificateFile().get();
        Path key = files.keyFile().get();
        String used = state(certificate, key);
        watching = Thread.ofVirtual().name("watch-certificate").start(() -> watch(tls, certificate, key, used));
    }

    private void watch(TlsConfiguration tls, Path certificate, Path key, String first) {
        Duration period = files.reloadPeriod();
        String used = first;
        try {
            while (!closed.await(period.toMillis(), TimeUnit.MILLISECONDS)) {
                used = renew(tls, certificate, key, used);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the state of the files that are in use now. */
    private String renew(TlsConfiguration tls, Path certificate, Path key, String used) {
        String now = "unreadable";
        String reason = "they are no certificate and its key";
        try {
            now = state(certificate, key);
            if (now.equals(used)) {
                refused = "";
                return used;
            }
            if (tls.reload()) {
                refused = "";
                updated.fire(new CertificateUpdatedEvent(NAME, tls));
                return now;
            }
        } catch (IOException | RuntimeException broken) {
            reason = broken.toString();
        }
        if (!now.equals(refused)) {
            refused = now;
            LOG.warnf("the old certificate stays: files=%s,%s reason=%s", certificate, key, reason);
        }
        return used;
    }

    /** Changes when one of the files does. */
    private static String state(Path certificate, Path key) throws IOException {
        return Files.getLastModifiedTime(certificate) + " " + Files.getLastModifiedTime(key);
    }

    void stop(@Observes ShutdownEvent stop) throws InterruptedException {
        closed.countDown();
        if (watching != null) {
            watching.join();
        }
    }
}
