package dev.sluice.outbound;

import java.nio.file.Path;
import java.util.Optional;

/** PEM files for hosts with {@code https}; part of the configuration of the connecting service. */
public interface TlsFiles {
    /** Certificate authorities beside those that the JVM trusts. */
    Optional<Path> trustFile();

    /** Shown to hosts that ask for one, with its chain. */
    Optional<Path> certificateFile();

    /** Its private key, PKCS #8. */
    Optional<Path> keyFile();
}
