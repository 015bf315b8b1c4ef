package dev.sluice.gateway.server;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** {@code sluice.gateway.tls.*}: the data plane's certificate; both or none. */
@ConfigMapping(prefix = "sluice.gateway.tls")
public interface TlsConfig {
    /** PEM: the certificate, then those of its issuers up to, not including, the root. */
    Optional<Path> certificateFile();

    /** PEM, PKCS #8, not encrypted. */
    Optional<Path> keyFile();
}
