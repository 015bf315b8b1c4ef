package dev.sluice.relay.ops;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code sluice.relay.*}: demand, writing, outbound connections. */
@ConfigMapping(prefix = "sluice.relay")
public interface RelayConfig {
    Demand demand();

    Channels channels();

    Kafka kafka();

    Buffer buffer();

    Outbound outbound();

    /** {@code sluice.relay.demand.*}. */
    interface Demand {
        /** How long a channel is pulled when no gateway wants it any more. */
        @WithDefault("60s")
        Duration linger();
    }

    /** {@code sluice.relay.channels.*}: how many are pulled here; above it a channel is refused until there is room. */
    interface Channels {
        /** Of one API. */
        @WithDefault("10000")
        int maxPerApi();

        /** Of all APIs together. */
        @WithDefault("100000")
        int max();
    }

    /** {@code sluice.relay.kafka.*}. */
    interface Kafka {
        /** After so long a send has failed, and the feed is claimed again. */
        @WithDefault("60s")
        Duration deliveryTimeout();
    }

    /** {@code sluice.relay.buffer.*}: what is not in Kafka yet; above it backends are not read. */
    interface Buffer {
        /** Bytes of one channel. */
        @WithDefault("1048576")
        long channelBytes();

        /** Bytes of all channels together. */
        @WithDefault("67108864")
        long totalBytes();
    }

    /** {@code sluice.relay.outbound.*}. */
    interface Outbound {
        /** Returns whether backends may be on loopback and on all private networks. */
        @WithDefault("false")
        boolean allowPrivate();

        /** Otherwise, where they may be: networks as {@code 10.1.0.0/16}, ends of host names as {@code .corp.example}. */
        Optional<List<String>> allow();
    }
}
