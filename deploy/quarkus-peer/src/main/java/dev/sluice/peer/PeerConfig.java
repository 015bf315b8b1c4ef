package dev.sluice.peer;

import dev.sluice.benchmark.server.Traffic;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code peer.*}: which events it sends, as {@link Traffic} has it. */
@ConfigMapping(prefix = "peer")
public interface PeerConfig {
    @WithDefault("1")
    int channels();

    @WithDefault("100")
    int dataBytes();

    @WithDefault("53")
    double ticks();

    @WithDefault("1")
    int burst();

    default Traffic traffic() {
        return new Traffic(channels(), dataBytes(), ticks(), burst());
    }
}
