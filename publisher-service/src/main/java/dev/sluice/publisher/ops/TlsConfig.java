package dev.sluice.publisher.ops;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** {@code sluice.publisher.tls.*}: the certificate of the HTTPS port; the service does not start without. */
@ConfigMapping(prefix = "sluice.publisher.tls")
public interface TlsConfig {
    /** PEM: the certificate, then those that lead to its root. */
    Optional<Path> certificateFile();

    /** PEM, PKCS #8 and unencrypted. */
    Optional<Path> keyFile();

    /** How often it is looked whether the files are others: they are used without a restart. */
    @WithDefault("10s")
    Duration reloadPeriod();
}
