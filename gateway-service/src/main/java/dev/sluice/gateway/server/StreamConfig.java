package dev.sluice.gateway.server;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code sluice.gateway.stream.*}: limits of one stream. */
@ConfigMapping(prefix = "sluice.gateway.stream")
public interface StreamConfig {
    /** Unsent bytes of one connection in user space; above this its cursor waits. */
    @WithDefault("65536")
    int maxUnsentBytes();

    /** How long a new client waits, at most, for what the backend says. */
    @WithDefault("2s")
    Duration verdictTimeout();

    /** How long a client may take nothing of what waits for it, before it is closed; 1s..1h. */
    @WithDefault("15s")
    Duration stallTimeout();

    /** How long a client's machine may leave bytes unacknowledged, before its connection is closed; 1s..1h. Linux. */
    @WithDefault("30s")
    Duration tcpUserTimeout();
}
