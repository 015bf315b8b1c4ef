package dev.sluice.gateway.fanout;

import dev.sluice.kafka.StateRecords;
import dev.sluice.kafka.TableSettings;
import dev.sluice.kafka.TopicTable;
import dev.sluice.kafka.UnreadableRecords;
import dev.sluice.model.channel.Feed;
import dev.sluice.model.event.ChannelPosition;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.FeedState;
import dev.sluice.model.relay.RelayStates;
import dev.sluice.model.relay.StateRecord;
import dev.sluice.model.topic.KafkaTopic;
import dev.sluice.service.thread.ServiceThreads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads all of {@code sluice.relay-state}, on one thread of its own, from its beginning. What it answers is always a
 * whole checkpoint. While Kafka is away it answers with what it has.
 *
 * <p>Its public methods are thread safe and do not block.
 */
public final class RelayStateReader implements AutoCloseable {
    private final KafkaTopic topic;
    private final List<RelayStates> shards;
    /** Guarded by itself. */
    private final Map<Feed, FeedChannels> feeds = new HashMap<>();

    private final Map<String, ChannelState> channels = new ConcurrentHashMap<>();
    private final Map<String, List<Runnable>> watchers = new ConcurrentHashMap<>();
    private final UnreadableRecords unreadable;
    private final TopicTable table;

    /** @param kafka client settings, {@code bootstrap.servers} at least */
    public RelayStateReader(Map<String, Object> kafka, Admin admin, KafkaTopic topic, ServiceThreads threads) {
        this.topic = topic;
        this.unreadable = new UnreadableRecords(List.of(topic));
        this.shards = IntStream.range(0, topic.partitions())
                .mapToObj(_ -> new RelayStates())
                .toList();
        List<TopicPartition> partitions = IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                .toList();
        this.table = new TopicTable(
                "relay-state", partitions, new TableSettings(kafka, admin, unreadable, threads), this::apply);
    }

    public void start() {
        table.start();
    }

    /** Completes when all that was there at the start has been read. */
    public CompletionStage<Void> caughtUp() {
        return table.caughtUp();
    }

    /** Returns how many records were passed over so far, since they are none that this release can read. */
    public long unreadableRecords() {
        return unreadable.count(topic);
    }

    /** The channel at the newest checkpoint; {@code null} = no relay has told of it. */
    public @Nullable ChannelState channel(String channel) {
        return channels.get(channel);
    }

    /** Completes when everything that is there now has been read; on the reader's thread. */
    public CompletionStage<Void> readToPresentEnd() {
        return table.readToPresentEnd();
    }

    /** Has {@code changed} called, on the reader's thread, when the channel's generation or upstream has changed. */
    public void watch(String channel, Runnable changed) {
        // Inside, or a list that has just become empty and is taken away would get it.
        watchers.compute(channel, (_, present) -> {
            List<Runnable> all = present == null ? new CopyOnWriteArrayList<>() : present;
            all.add(changed);
            return all;
        });
    }

    public void unwatch(String channel, Runnable changed) {
        watchers.computeIfPresent(channel, (_, present) -> {
            present.remove(changed);
            return present.isEmpty() ? null : present;
        });
    }

    /** The feed at its newest checkpoint; {@code null} = it has none. */
    @Nullable
    FeedSnapshot snapshot(Feed feed) {
        synchronized (feeds) {
            FeedChannels known = feeds.get(feed);
            return known == null || known.state == null ? null : new FeedSnapshot(known.state, known.positions());
        }
    }

    @Override
    public void close() {
        table.close();
    }

    private void apply(ConsumerRecord<String, byte[]> row) {
        RelayStates shard = shards.get(row.partition());
        switch (StateRecords.read(row, topic.partitions())) {
            case StateRecord.OfChannel(String channel, ChannelState state) -> shard.onChannel(channel, state);
            case StateRecord.OfFeed(Feed feed, FeedState state) -> applyCheckpoint(shard, feed, state);
        }
    }

    private void applyCheckpoint(RelayStates shard, Feed feed, @Nullable FeedState state) {
        List<String> news = new ArrayList<>();
        synchronized (feeds) {
            FeedChannels known = feeds.computeIfAbsent(feed, _ -> new FeedChannels());
            known.state = state;
            shard.onFeed(feed, state, (channel, next) -> {
                ChannelState before = next == null ? channels.remove(channel) : channels.put(channel, next);
                if (next == null) {
                    known.channels.remove(channel);
                } else {
                    known.channels.put(channel, next);
                    if (isNews(before, next)) {
                        news.add(channel);
                    }
                }
            });
        }
        news.forEach(channel -> watchers.getOrDefault(channel, List.of()).forEach(Runnable::run));
    }

    private static boolean isNews(@Nullable ChannelState before, ChannelState next) {
        return before == null
                || !before.generation().equals(next.generation())
                || !before.status().equals(next.status());
    }

    /** Guarded by {@link #feeds}. */
    private static final class FeedChannels {
        private final Map<String, ChannelState> channels = new HashMap<>();
        private @Nullable FeedState state;

        Map<String, ChannelPosition> positions() {
            Map<String, ChannelPosition> positions = HashMap.newHashMap(channels.size());
            channels.forEach((channel, known) -> positions.put(channel, known.position()));
            return positions;
        }
    }
}
