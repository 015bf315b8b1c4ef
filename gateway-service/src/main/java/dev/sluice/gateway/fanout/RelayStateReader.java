package dev.sluice.gateway.fanout;

import dev.sluice.kafka.LogReader;
import dev.sluice.kafka.StateRecords;
import dev.sluice.model.channel.Feed;
import dev.sluice.model.event.ChannelPosition;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.FeedState;
import dev.sluice.model.relay.RelayStates;
import dev.sluice.model.relay.StateRecord;
import dev.sluice.model.topic.KafkaTopic;
import dev.sluice.service.thread.ServiceThread;
import dev.sluice.service.thread.ServiceThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads all of {@code sluice.relay-state}, on one thread of its own, from its beginning. What it answers is always a
 * whole checkpoint. While Kafka is away it answers with what it has.
 *
 * <p>Its public methods are thread safe and do not block.
 */
public final class RelayStateReader implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RelayStateReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Map<String, Object> kafka;
    private final Admin admin;
    private final KafkaTopic topic;
    private final List<RelayStates> shards;
    /** Guarded by itself. */
    private final Map<Feed, FeedChannels> feeds = new HashMap<>();

    private final Map<String, ChannelState> channels = new ConcurrentHashMap<>();
    private final Map<String, List<Runnable>> watchers = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<CompletableFuture<Void>> askedForEnd = new ConcurrentLinkedQueue<>();
    /** Questions whose answer is on its way. Confined to the thread. */
    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();

    private final LongAdder unreadable = new LongAdder();
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private final ServiceThread thread;
    private volatile @Nullable LogReader reader;

    /** @param kafka client settings, {@code bootstrap.servers} at least */
    public RelayStateReader(Map<String, Object> kafka, Admin admin, KafkaTopic topic, ServiceThreads threads) {
        this.kafka = kafka;
        this.admin = admin;
        this.topic = topic;
        this.thread = threads.thread("relay-state", this::run);
        this.shards = IntStream.range(0, topic.partitions())
                .mapToObj(_ -> new RelayStates())
                .toList();
    }

    public void start() {
        thread.start();
    }

    /** Completes when all that was there at the start has been read. */
    public CompletionStage<Void> caughtUp() {
        return caughtUp;
    }

    /** Returns how many records were passed over so far, since they are none that this release can read. */
    public long unreadableRecords() {
        return unreadable.sum();
    }

    /** The channel at the newest checkpoint; {@code null} = no relay has told of it. */
    public @Nullable ChannelState channel(String channel) {
        return channels.get(channel);
    }

    /** Completes when everything that is there now has been read; on the reader's thread. */
    public CompletionStage<Void> readToPresentEnd() {
        CompletableFuture<Void> read = new CompletableFuture<>();
        askedForEnd.add(read);
        wakeup();
        return read;
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
        thread.end();
        thread.unpark();
        wakeup();
        thread.join(PAUSE.multipliedBy(10));
    }

    private void wakeup() {
        LogReader present = reader;
        if (present != null) {
            present.wakeup();
        }
    }

    private void run(ServiceThread self) {
        while (self.isRunning()) {
            self.onTurn();
            try (LogReader opened = new LogReader(kafka, admin, partitions())) {
                reader = opened;
                follow(self, opened);
            } catch (WakeupException _) {
                // asked to look at what is wanted: the loop does
            } catch (KafkaException away) {
                LOG.warnv("relay-state cannot be read now, trying again: reason={0}", away.getMessage());
                LockSupport.parkNanos(PAUSE.toNanos());
            } finally {
                reader = null;
            }
        }
    }

    private void follow(ServiceThread self, LogReader opened) {
        boolean aimed = true;
        while (self.isRunning()) {
            self.onTurn();
            try {
                aimed &= !takeQuestions();
                if (!aimed) {
                    // A wakeup may cut this short; until it has succeeded, the old end answers nobody.
                    opened.aimAtPresentEnd();
                    aimed = true;
                }
                opened.poll(POLL, this::apply);
                if (opened.isCaughtUp()) {
                    caughtUp.complete(null);
                    waiting.forEach(question -> question.complete(null));
                    waiting.clear();
                }
            } catch (WakeupException _) {
                // a new question, or the end
            } catch (TimeoutException silent) {
                LOG.warnv("the end of relay-state is not known, asking again: reason={0}", silent.getMessage());
            }
        }
    }

    /** Answers whether there were any. */
    private boolean takeQuestions() {
        boolean asked = false;
        for (CompletableFuture<Void> next; (next = askedForEnd.poll()) != null; asked = true) {
            waiting.add(next);
        }
        return asked;
    }

    private void apply(ConsumerRecord<String, byte[]> row) {
        RelayStates shard = shards.get(row.partition());
        try {
            switch (StateRecords.read(row, topic.partitions())) {
                case StateRecord.OfChannel(String channel, ChannelState state) -> shard.onChannel(channel, state);
                case StateRecord.OfFeed(Feed feed, FeedState state) -> applyCheckpoint(shard, feed, state);
            }
        } catch (RuntimeException broken) { // whatever it is: one record must not end the reader of all others
            LOG.warnf(
                    "a record of relay-state is passed over: partition=%d offset=%d reason=%s",
                    row.partition(), row.offset(), broken);
            unreadable.increment();
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

    private List<TopicPartition> partitions() {
        return IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                .toList();
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
