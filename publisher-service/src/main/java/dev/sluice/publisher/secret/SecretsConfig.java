package dev.sluice.publisher.secret;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** {@code sluice.secrets.*}: what seals secrets in the database and in control records. */
@ConfigMapping(prefix = "sluice.secrets")
public interface SecretsConfig {
    /**
     * A file of {@code <keyId>:<base64 of 32 bytes>} lines, the first one seals. None: signing keys are stored unsealed, and
     * secrets of endpoints are refused.
     */
    Optional<Path> keyFile();
}
