package dev.sluice.publisher.api.endpoint.upstream;

import dev.sluice.kafka.KafkaConnection;
import dev.sluice.kafka.LogReader;
import dev.sluice.kafka.StateRecords;
import dev.sluice.kafka.UnreadableRecords;
import dev.sluice.model.channel.Channel;
import dev.sluice.model.channel.Feed;
import dev.sluice.model.relay.RelayStates;
import dev.sluice.model.topic.KafkaTopics;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads from {@code sluice.relay-state} how the channels of an API stand, anew each time: nothing is kept, and what is read
 * are the shards of the API's feeds alone. Thread safe.
 */
@Singleton
class UpstreamStates {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Comparator<UpstreamState> ORDER = Comparator.comparing(UpstreamState::path)
            .thenComparing(upstream -> Optional.ofNullable(upstream.query()).orElse(""))
            .thenComparing(UpstreamState::environment)
            .thenComparing(UpstreamState::keyType);

    private final KafkaTopics topics;
    private final UnreadableRecords unreadable;
    private final Map<String, Object> settings;

    UpstreamStates(KafkaTopics topics, KafkaConnection kafka, UnreadableRecords unreadable) {
        this.unreadable = unreadable;
        this.topics = topics;
        this.settings = kafka.with(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                "publisher-upstreams",
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) LIMIT.toMillis()));
    }

    /**
     * All channels that the relays know of an API, by path.
     *
     * @throws org.apache.kafka.common.KafkaException if they cannot be read within 5 s
     */
    List<UpstreamState> ofApi(String apiId, int eventPartitions) {
        List<TopicPartition> shards = IntStream.range(0, eventPartitions)
                .map(partition -> new Feed(apiId, partition).shard(topics.shards()))
                .distinct()
                .mapToObj(shard -> new TopicPartition(topics.relayState().name(), shard))
                .toList();
        List<UpstreamState> upstreams = new ArrayList<>();
        for (TopicPartition shard : shards) {
            read(shard)
                    .channels()
                    .forEach((key, state) -> Channel.ofKey(key)
                            .filter(channel -> channel.apiId().equals(apiId))
                            .ifPresent(channel -> upstreams.add(UpstreamState.of(channel, state))));
        }
        upstreams.sort(ORDER);
        return upstreams;
    }

    private RelayStates read(TopicPartition shard) {
        RelayStates states = new RelayStates();
        long deadline = System.nanoTime() + LIMIT.toNanos();
        try (LogReader reader = new LogReader(settings, List.of(shard))) {
            while (!reader.isCaughtUp()) {
                if (System.nanoTime() - deadline > 0) {
                    throw new TimeoutException("relay-state could not be read in time: partition=" + shard.partition());
                }
                reader.poll(POLL, row -> StateRecords.apply(row, topics.shards(), states, unreadable));
            }
        }
        return states;
    }
}
