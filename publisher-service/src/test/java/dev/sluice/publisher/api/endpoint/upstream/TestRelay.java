package dev.sluice.publisher.api.endpoint.upstream;

import dev.sluice.model.api.KeyType;
import dev.sluice.model.channel.Channel;
import dev.sluice.model.channel.Feed;
import dev.sluice.model.relay.BackendClass;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.FeedState;
import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.model.wire.Wire;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** What the publisher sees of relays: the checkpoints that they write. */
public record TestRelay(String bootstrapServers, KafkaTopics topics) {
    private static final long SINCE = 1_790_000_000_000L;

    /** How the one channel of an API stands. */
    public void tell(String apiId, Upstream upstream, @Nullable String reason) {
        String channel = new Channel(apiId, "Default", KeyType.PRODUCTION, "/a", null).key();
        checkpoint(apiId, Map.of(channel, state(upstream, null, reason, 1)));
    }

    static ChannelState state(Upstream upstream, @Nullable Integer http, @Nullable String reason, long events) {
        UpstreamStatus status = new UpstreamStatus(upstream, http, reason, SINCE);
        return new ChannelState(
                1,
                "k7f3q9zd0a",
                events,
                null,
                List.of(),
                BackendClass.A,
                "topic",
                "hash",
                0,
                List.of(),
                status,
                "relay-1");
    }

    /** As a relay writes it: the channels, then their feed. */
    void checkpoint(String apiId, Map<String, ChannelState> channels) {
        try (KafkaProducer<String, byte[]> relay = transaction()) {
            channels.forEach((key, state) -> relay.send(record(apiId, key, Wire.write(state))));
            Feed feed = new Feed(apiId, 0);
            relay.send(record(
                    apiId, feed.stateKey(), Wire.write(new FeedState(1, 0, 1, List.of(0L), "topic", "relay-1"))));
            relay.commitTransaction();
        }
    }

    ProducerRecord<String, byte[]> record(String apiId, String key, byte[] value) {
        int shard = new Feed(apiId, 0).shard(topics.shards());
        return new ProducerRecord<>(topics.relayState().name(), shard, key, value);
    }

    KafkaProducer<String, byte[]> transaction() {
        KafkaProducer<String, byte[]> relay = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "relay-" + UUID.randomUUID()),
                new StringSerializer(),
                new ByteArraySerializer());
        relay.initTransactions();
        relay.beginTransaction();
        return relay;
    }
}
