package dev.sluice.relay.ops;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** {@code sluice.secrets.*}: what the publisher has sealed the secrets of endpoints with. */
@ConfigMapping(prefix = "sluice.secrets")
public interface SecretsConfig {
    /**
     * A file of {@code <keyId>:<base64 of 32 bytes>} lines, those of the publisher. None: backends that ask for credentials
     * cannot be pulled.
     */
    Optional<Path> keyFile();
}
