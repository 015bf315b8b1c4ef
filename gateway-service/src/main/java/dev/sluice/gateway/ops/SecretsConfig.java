package dev.sluice.gateway.ops;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** {@code sluice.secrets.*}: may be set for all services alike; the gateway holds no sealed secret and reads none. */
@ConfigMapping(prefix = "sluice.secrets")
public interface SecretsConfig {
    /** Of publisher and relay. */
    Optional<String> keyFile();
}
