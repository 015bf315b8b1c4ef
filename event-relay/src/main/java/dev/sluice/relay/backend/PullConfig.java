package dev.sluice.relay.backend;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** {@code sluice.relay.*}: connections to backends. */
@ConfigMapping(prefix = "sluice.relay")
public interface PullConfig {
    Backoff backoff();

    Backend backend();

    Tls tls();

    /** {@code sluice.relay.backoff.*}: how long a backend is left alone whose connection was lost. */
    interface Backoff {
        /** The first wait is random, up to this; the bound doubles with each loss. */
        @WithDefault("1s")
        Duration min();

        /** The bound that is doubled no further. */
        @WithDefault("30s")
        Duration max();
    }

    /** {@code sluice.relay.backend.*}: how long a backend may take. */
    interface Backend {
        /** For the connection, to each of its addresses. */
        @WithDefault("5s")
        Duration connectTimeout();

        /** From the beginning to the head of the answer. */
        @WithDefault("30s")
        Duration headTimeout();
    }

    /** {@code sluice.relay.tls.*}: PEM files for backends with {@code https}. */
    interface Tls {
        /** Certificate authorities beside those that the JVM trusts. */
        Optional<Path> trustFile();

        /** Shown to backends that ask for one, with its chain. */
        Optional<Path> certificateFile();

        /** Its private key, PKCS #8. */
        Optional<Path> keyFile();
    }
}
