package dev.sluice.publisher.api.endpoint;

import dev.sluice.outbound.TlsFiles;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** {@code sluice.publisher.outbound.*}: which addresses backends may have, when they are saved and
 * when they are looked at. Give relays the same. */
@ConfigMapping(prefix = "sluice.publisher.outbound")
public interface OutboundConfig {
    /** Whether backends may be on loopback and on all private networks. */
    @WithDefault("false")
    boolean allowPrivate();

    /** Otherwise, where they may be: networks as {@code 10.1.0.0/16}, ends of host names as {@code .corp.example}. */
    Optional<List<String>> allow();

    /** {@code sluice.publisher.outbound.tls.*}; what relays call {@code sluice.relay.tls.*}. */
    TlsFiles tls();
}
