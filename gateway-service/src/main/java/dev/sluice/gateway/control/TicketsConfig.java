package dev.sluice.gateway.control;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** {@code sluice.gateway.tickets.*}: the keys of stream tickets. */
@ConfigMapping(prefix = "sluice.gateway.tickets")
public interface TicketsConfig {
    /** {@code <keyId>:<base64 of 32 bytes>} a line, the same on all gateways; absent = no tickets. */
    Optional<Path> keyFile();
}
