package dev.sluice.publisher.delivery.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** {@code sluice.publisher.database.*}: the PostgreSQL database of the control plane; the first three are needed. */
@ConfigMapping(prefix = "sluice.publisher.database")
public interface DatabaseConfig {
    /** JDBC: {@code jdbc:postgresql://host:port/name}. */
    String url();

    String username();

    /** A secret: give it by environment variable or file, not on a command line. */
    String password();

    Tls tls();

    /** Encryption of the connections. */
    interface Tls {
        @WithDefault("prefer")
        Mode mode();

        /** PEM: authorities of the server's certificate; none = those of the JVM. */
        Optional<Path> trustFile();

        /** PEM: shown to a server that asks for one, with its chain. */
        Optional<Path> certificateFile();

        /** PEM, PKCS #8: its key. */
        Optional<Path> keyFile();
    }

    /** PostgreSQL's {@code sslmode}, by its names in lower case with hyphens. */
    enum Mode {
        DISABLE,
        /** Encrypted where the server offers it; nothing is checked. */
        PREFER,
        /** The server's certificate is checked, not its name. */
        VERIFY_CA,
        VERIFY_FULL;

        boolean isVerified() {
            return this == VERIFY_CA || this == VERIFY_FULL;
        }

        /** As PostgreSQL has it. */
        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
