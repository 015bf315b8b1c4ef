package dev.sluice.publisher.secret;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** {@code sluice.secrets.*}: what seals secrets in the database. */
@ConfigMapping(prefix = "sluice.secrets")
public interface SecretsConfig {
    /** A file of {@code <keyId>:<base64 of 32 bytes>} lines, the first one seals. None: secrets are stored unsealed. */
    Optional<Path> keyFile();
}
