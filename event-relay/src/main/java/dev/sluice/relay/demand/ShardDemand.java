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
    private final Map<String, Map<String, Wish>> wishes = new HashMap<>();

    public ShardDemand(GatewayLife life) {
        this.life = life;
    }

    /** A record of the demand topic; {@code null} = it is withdrawn. */
    public void onRecord(String key, @Nullable DemandRecord demand, long now) {
        String channel = DemandRecord.channelOf(key);
        String gateway = DemandRecord.gatewayOf(key);
        if (demand != null) {
            wishes.computeIfAbsent(channel, _ -> new LinkedHashMap<>()).put(gateway, new Wish(demand, now));
            return;
        }
        Map<String, Wish> ofChannel = wishes.get(channel);
        if (ofChannel != null) {
            ofChannel.remove(gateway);
            if (ofChannel.isEmpty()) {
                wishes.remove(channel);
            }
        }
    }

    /** A demand for the channel that counts now. */
    public Optional<DemandRecord> wanted(String channel) {
        for (Map.Entry<String, Wish> wish :
                wishes.getOrDefault(channel, Map.of()).entrySet()) {
            if (isAlive(wish.getKey(), wish.getValue())) {
                return Optional.of(wish.getValue().demand);
            }
        }
        return Optional.empty();
    }

    /** All channels that anybody has asked for, alive or not. */
    public Set<String> channels() {
        return Set.copyOf(wishes.keySet());
    }

    /** Keys of demands whose gateway has been dead for an hour: to be tombstoned. */
    public List<String> longDead(long now) {
        List<String> keys = new ArrayList<>();
        wishes.forEach((channel, ofChannel) -> ofChannel.forEach((gateway, wish) -> {
            if (isAlive(gateway, wish)) {
                wish.deadSince = 0;
            } else if (wish.deadSince == 0) {
                wish.deadSince = now;
            } else if (now - wish.deadSince > DEAD_KEPT_NANOS) {
                keys.add(DemandRecord.key(channel, gateway));
            }
        }));
        return keys;
    }

    private boolean isAlive(String gateway, Wish wish) {
        return life.isAlive(gateway, wish.demand.incarnation(), wish.arrivedAt);
    }

    private static final class Wish {
        private final DemandRecord demand;
        private final long arrivedAt;
        private long deadSince;

        Wish(DemandRecord demand, long arrivedAt) {
            this.demand = demand;
            this.arrivedAt = arrivedAt;
        }
    }
}
