package dev.sluice.gateway.control;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** {@code sluice.gateway.access.*}: which tokens count. */
@ConfigMapping(prefix = "sluice.gateway.access")
public interface AccessConfig {
    /** The {@code iss} that access tokens must carry; absent = any token signed by a key of the control plane. */
    Optional<String> issuer();
}
