package dev.sluice.relay.backend;

import dev.sluice.outbound.TlsFiles;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code sluice.relay.*}: connections to backends. */
@ConfigMapping(prefix = "sluice.relay")
public interface PullConfig {
    Backoff backoff();

    Backend backend();

    /** {@code sluice.relay.tls.*}. */
    TlsFiles tls();

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
}
