package dev.sluice.relay.demand;

import dev.sluice.model.node.DemandRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What gateways ask of one shard. Confined to the shard's thread. Memory: one entry for each channel and gateway. */
public final class ShardDemand {
    private static final long DEAD_KEPT_NANOS = Duration.ofHours(1).toNanos();

    private final GatewayLife life;
    private final Map<String, Map<String, GatewayDemand>> demands = new HashMap<>();

    public ShardDemand(GatewayLife life) {
        this.life = life;
    }

    /** A record of the demand topic; {@code null} = it is withdrawn. */
    public void onRecord(String key, @Nullable DemandRecord demand, long now) {
        String channel = DemandRecord.channelOf(key);
        String gateway = DemandRecord.gatewayOf(key);
        if (demand != null) {
            demands.computeIfAbsent(channel, _ -> new LinkedHashMap<>()).put(gateway, new GatewayDemand(demand, now));
            return;
        }
        Map<String, GatewayDemand> ofChannel = demands.get(channel);
        if (ofChannel != null) {
            ofChannel.remove(gateway);
            if (ofChannel.isEmpty()) {
                demands.remove(channel);
            }
        }
    }

    /** A demand for the channel that counts now. */
    public Optional<DemandRecord> wanted(String channel) {
        for (Map.Entry<String, GatewayDemand> demand :
                demands.getOrDefault(channel, Map.of()).entrySet()) {
            if (isAlive(demand.getKey(), demand.getValue())) {
                return Optional.of(demand.getValue().demand);
            }
        }
        return Optional.empty();
    }

    /** All channels that a gateway has asked for, alive or not. */
    public Set<String> channels() {
        return Set.copyOf(demands.keySet());
    }

    /** Keys of demands whose gateway has been dead for an hour: to be tombstoned. */
    public List<String> longDead(long now) {
        List<String> keys = new ArrayList<>();
        demands.forEach((channel, ofChannel) -> ofChannel.forEach((gateway, demand) -> {
            if (isAlive(gateway, demand)) {
                demand.deadSince = 0;
            } else if (demand.deadSince == 0) {
                demand.deadSince = now;
            } else if (now - demand.deadSince > DEAD_KEPT_NANOS) {
                keys.add(DemandRecord.key(channel, gateway));
            }
        }));
        return keys;
    }

    private boolean isAlive(String gateway, GatewayDemand demand) {
        return life.isAlive(gateway, demand.demand.incarnation(), demand.arrivedAt);
    }

    private static final class GatewayDemand {
        private final DemandRecord demand;
        private final long arrivedAt;
        private long deadSince;

        GatewayDemand(DemandRecord demand, long arrivedAt) {
            this.demand = demand;
            this.arrivedAt = arrivedAt;
        }
    }
}
