package dev.sluice.gateway.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.kafka.EventRecords;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.channel.Channel;
import dev.sluice.model.channel.Feed;
import dev.sluice.model.event.RecordKind;
import dev.sluice.model.relay.BackendClass;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.Checkpoint;
import dev.sluice.model.relay.FeedState;
import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import dev.sluice.model.wire.Wire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The test plays the relay of one API: it claims, sends, checkpoints, and can misbehave. For one thread. */
public final class TestRelay implements AutoCloseable {
    /** One channel as the relay knows it. */
    static final class Pulled {
        final String key;
        final Feed feed;
        String generation = drawn();
        long sequence;
        UpstreamStatus status = new UpstreamStatus(Upstream.CONNECTING, null, null, 0);
        final List<Checkpoint> checkpoints = new ArrayList<>();

        Pulled(String key, Feed feed) {
            this.key = key;
            this.feed = feed;
        }

        String id(long ofSequence, long offset) {
            return generation + '.' + Long.toString(ofSequence, 36) + '.' + Long.toString(offset, 36);
        }
    }

    private final Streaming streaming;
    private final ApiRecord api;
    private final KafkaProducer<String, byte[]> events;
    private final KafkaProducer<String, byte[]> states;
    private final Map<Feed, List<Long>> claims = new HashMap<>();
    private final Map<Feed, Long> through = new HashMap<>();
    private final Map<String, Pulled> channels = new HashMap<>();

    TestRelay(Streaming streaming, ApiRecord api) {
        this.streaming = streaming;
        this.api = api;
        Map<String, Object> kafka = new HashMap<>(streaming.kafka);
        kafka.keySet().retainAll(Set.of("bootstrap.servers"));
        this.events = new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer());
        Map<String, Object> transactional = new HashMap<>(kafka);
        transactional.put("transactional.id", "relay-" + UUID.randomUUID());
        this.states = new KafkaProducer<>(transactional, new StringSerializer(), new ByteArraySerializer());
        states.initTransactions();
    }

    Pulled channel(String path) {
        return channel(path, null);
    }

    Pulled channel(String path, @Nullable String query) {
        Channel channel = new Channel(api.apiId(), api.environment(), KeyType.PRODUCTION, path, query);
        Feed feed = Feed.of(channel, api.eventPartitions());
        return channels.computeIfAbsent(channel.key(), key -> new Pulled(key, feed));
    }

    /** A channel that is pulled and live, its feed claimed, all of it in a checkpoint. */
    Pulled live(String path) throws Exception {
        Pulled channel = channel(path);
        if (!claims.containsKey(channel.feed)) {
            claim(channel.feed);
        }
        status(channel, Upstream.LIVE, null, null);
        return channel;
    }

    /** The same for many channels at once. */
    List<Pulled> live(List<String> paths) throws Exception {
        List<Pulled> all = paths.stream().map(this::channel).toList();
        for (Pulled channel : all) {
            channel.status = new UpstreamStatus(Upstream.LIVE, null, null, System.currentTimeMillis());
            if (!claims.containsKey(channel.feed)) {
                claim(channel.feed);
            }
        }
        for (Feed feed : Set.copyOf(all.stream().map(channel -> channel.feed).toList())) {
            checkpoint(feed);
        }
        return all;
    }

    long claim(Feed feed) throws Exception {
        long epoch = events.send(EventRecords.claimToSend(topic(), feed.partition(), "test".getBytes(UTF_8)))
                .get()
                .offset();
        claims.computeIfAbsent(feed, _ -> new ArrayList<>()).add(epoch);
        through.put(feed, epoch + 1);
        return epoch;
    }

    void status(Pulled channel, Upstream upstream, @Nullable Integer http, @Nullable String reason) throws Exception {
        channel.status = new UpstreamStatus(upstream, http, reason, System.currentTimeMillis());
        checkpoint(channel.feed);
    }

    /** Sends the channel's next event, and returns its offset. */
    long send(Pulled channel, String data) throws Exception {
        return send(channel, RecordKind.EVENT, null, data);
    }

    long send(Pulled channel, RecordKind kind, @Nullable String type, String data) throws Exception {
        channel.sequence++;
        long offset = write(channel, kind, epoch(channel.feed), channel.sequence, type, data);
        channel.checkpoints.add(new Checkpoint(channel.sequence, offset, System.currentTimeMillis()));
        return offset;
    }

    /** Sends many, and waits for the last. */
    void sendMany(Pulled channel, int count, String prefix) throws Exception {
        java.util.concurrent.Future<?> last = null;
        for (int i = 0; i < count; i++) {
            channel.sequence++;
            last = events.send(row(
                    channel, RecordKind.EVENT, epoch(channel.feed), channel.sequence, null, prefix + channel.sequence));
        }
        if (last != null) {
            last.get();
        }
        events.flush();
    }

    /** Writes any record, and returns its offset. */
    long write(Pulled channel, RecordKind kind, long epoch, long sequence, @Nullable String type, String data)
            throws Exception {
        long offset = events.send(row(channel, kind, epoch, sequence, type, data))
                .get()
                .offset();
        through.merge(channel.feed, offset + 1, Math::max);
        return offset;
    }

    /** Writes any record without waiting for it. */
    void writeLater(Pulled channel, long epoch, long sequence, String data, Callback written) {
        events.send(row(channel, RecordKind.EVENT, epoch, sequence, null, data), written);
    }

    ProducerRecord<String, byte[]> row(
            Pulled channel, RecordKind kind, long epoch, long sequence, @Nullable String type, String data) {
        return EventRecords.toSend(
                topic(),
                channel.feed.partition(),
                kind,
                channel.key,
                epoch,
                channel.generation,
                sequence,
                type,
                null,
                data.getBytes(UTF_8));
    }

    long epoch(Feed feed) {
        return claims.getOrDefault(feed, List.of()).getLast();
    }

    /** From now on checkpoints say that the feed was read up to here. */
    void through(Feed feed, long offset) {
        through.put(feed, offset);
    }

    /** Writes where every channel of the feed stands. */
    void checkpoint(Feed feed) throws Exception {
        String topicId = topicId();
        int shard = feed.shard(Streaming.SHARDS);
        String name = streaming.topics.relayState().name();
        states.beginTransaction();
        for (Pulled channel : channels.values()) {
            if (channel.feed.equals(feed)) {
                states.send(new ProducerRecord<>(
                        name,
                        shard,
                        channel.key,
                        Wire.write(new ChannelState(
                                1,
                                channel.generation,
                                channel.sequence,
                                null,
                                List.of(),
                                BackendClass.UNKNOWN,
                                topicId,
                                "hash",
                                epoch(feed),
                                channel.checkpoints,
                                channel.status,
                                "relay-1"))));
            }
        }
        FeedState state = new FeedState(
                1,
                epoch(feed),
                through.getOrDefault(feed, 0L),
                claims.getOrDefault(feed, List.of()),
                topicId,
                "relay-1");
        states.send(new ProducerRecord<>(name, shard, feed.stateKey(), Wire.write(state)));
        states.commitTransaction();
    }

    String topic() {
        return streaming.topics.eventsName(api.apiId());
    }

    String topicId() throws Exception {
        return java.util.Objects.requireNonNull(streaming
                        .admin
                        .describeTopics(List.of(topic()))
                        .allTopicNames()
                        .get()
                        .get(topic()))
                .topicId()
                .toString();
    }

    static String drawn() {
        String text = Long.toString(ThreadLocalRandom.current().nextLong(1L << 60), 36);
        return "0".repeat(Math.max(0, 10 - text.length())) + text.substring(Math.max(0, text.length() - 10));
    }

    @Override
    public void close() {
        events.close();
        states.close();
    }
}
