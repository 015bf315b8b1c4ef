package dev.sluice.relay.ops;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** {@code sluice.secrets.*}: may be set for all services alike; no endpoint security is there yet that would need it. */
@ConfigMapping(prefix = "sluice.secrets")
public interface SecretsConfig {
    /** Of publisher and relay. */
    Optional<String> keyFile();
}
