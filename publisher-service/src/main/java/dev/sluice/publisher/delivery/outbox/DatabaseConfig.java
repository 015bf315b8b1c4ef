package dev.sluice.publisher.delivery.outbox;

import io.smallrye.config.ConfigMapping;

/** {@code sluice.publisher.database.*}: the PostgreSQL database of the control plane; no default, all three are needed. */
@ConfigMapping(prefix = "sluice.publisher.database")
public interface DatabaseConfig {
    /** JDBC: {@code jdbc:postgresql://host:port/name}. */
    String url();

    String username();

    /** A secret: give it by environment variable or file, not on a command line. */
    String password();
}
