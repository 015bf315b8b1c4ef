package dev.sluice.publisher.probe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** {@code sluice.publisher.outbound.*}: where backends that are looked at may be. Give relays the same. */
@ConfigMapping(prefix = "sluice.publisher.outbound")
public interface OutboundConfig {
    /** Whether backends may be on loopback and on all private networks. */
    @WithDefault("false")
    boolean allowPrivate();

    /** Otherwise, where they may be: networks as {@code 10.1.0.0/16}, ends of host names as {@code .corp.example}. */
    Optional<List<String>> allow();
}
