package dev.sluice.publisher.api.endpoint.upstream;

import dev.sluice.kafka.StateRecords;
import dev.sluice.kafka.TopicTable;
import dev.sluice.model.channel.Channel;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.StateRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What {@code sluice.relay-state} says of all upstreams, by API. A channel counts when the feed record after it has been read,
 * so what is seen is a whole checkpoint of a relay. One thread writes, any thread reads.
 *
 * <p>Memory: a few hundred bytes for each channel that the relays know.
 */
final class UpstreamTable implements TopicTable.Sink {
    /** Kafka is asked each second; without an answer for so long, what is known may be old. */
    private static final long RECENT_NANOS = Duration.ofSeconds(5).toNanos();

    private final int shards;
    private final LongSupplier nanoClock;
    private final Map<Integer, Map<String, Optional<UpstreamState>>> staged = new HashMap<>();
    private Map<String, Map<String, UpstreamState>> filling = new ConcurrentHashMap<>();
    private volatile @Nullable Map<String, Map<String, UpstreamState>> shown;
    private volatile long answeredAt;

    /** @param nanoClock monotonic, such as {@link System#nanoTime} */
    UpstreamTable(int shards, LongSupplier nanoClock) {
        this.shards = shards;
        this.nanoClock = nanoClock;
    }

    /** Until all has been read again, what was read before is shown. */
    @Override
    public void onBeginning() {
        filling = new ConcurrentHashMap<>();
        staged.clear();
    }

    @Override
    public void onRecord(ConsumerRecord<String, byte[]> row) {
        switch (StateRecords.read(row, shards)) {
            case StateRecord.OfChannel(String key, ChannelState state) ->
                Channel.ofKey(key)
                        .ifPresent(channel -> staged.computeIfAbsent(row.partition(), _ -> new LinkedHashMap<>())
                                .put(key, Optional.ofNullable(state).map(read -> UpstreamState.of(channel, read))));
            case StateRecord.OfFeed _ -> {
                Map<String, Optional<UpstreamState>> whole = staged.remove(row.partition());
                if (whole != null) {
                    whole.forEach(this::put);
                }
            }
        }
    }

    private void put(String key, Optional<UpstreamState> state) {
        String apiId = Channel.apiIdOf(key);
        if (state.isPresent()) {
            filling.computeIfAbsent(apiId, _ -> new ConcurrentHashMap<>()).put(key, state.get());
            return;
        }
        filling.computeIfPresent(apiId, (_, ofApi) -> {
            ofApi.remove(key);
            return ofApi.isEmpty() ? null : ofApi;
        });
    }

    @Override
    public void onAnswer() {
        answeredAt = nanoClock.getAsLong();
    }

    @Override
    public void onCaughtUp() {
        shown = filling;
    }

    /** Returns whether this is how it stands, give or take a second. */
    boolean isRecent() {
        return shown != null && nanoClock.getAsLong() - answeredAt <= RECENT_NANOS;
    }

    Collection<UpstreamState> ofApi(String apiId) {
        Map<String, Map<String, UpstreamState>> present = shown;
        return present == null
                ? List.of()
                : List.copyOf(present.getOrDefault(apiId, Map.of()).values());
    }

    /** All APIs that have upstreams. */
    List<String> apiIds() {
        Map<String, Map<String, UpstreamState>> present = shown;
        return present == null ? List.of() : List.copyOf(present.keySet());
    }
}
