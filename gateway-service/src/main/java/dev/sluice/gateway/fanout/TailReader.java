package dev.sluice.gateway.fanout;

import dev.sluice.gateway.stream.FrameEncoder;
import dev.sluice.gateway.stream.TailBatch;
import dev.sluice.kafka.PollBounds;
import dev.sluice.kafka.TailConsumer;
import dev.sluice.model.channel.Feed;
import dev.sluice.model.control.GapReason;
import dev.sluice.service.thread.ServiceThread;
import dev.sluice.service.thread.ServiceThreads;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Reads the newest of all feeds in use: one thread, one consumer, no group. The only Kafka call on that thread that waits
 * is {@code poll}; everything else is asked beside it. What it has accepted goes to every event loop, one task for each
 * loop and feed of a poll.
 *
 * <p>Its public methods are thread safe and do not block.
 */
public final class TailReader implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TailReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long LINGER_NANOS = Duration.ofSeconds(60).toNanos();
    private static final long CHECK_NANOS = Duration.ofSeconds(1).toNanos();

    /** A feed that has just been attached waits for the broker's answer about the others, half of this on average. */
    private static final int MAX_BROKER_WAIT_MILLIS = 100;

    /** Of one turn: enough for what comes in a burst to be one write for each client. */
    private static final PollBounds BOUNDS = new PollBounds(500, 4 << 20);

    private final TailConsumer consumer;
    private final EventsLog log;
    private final RelayStateReader states;
    private final FrameEncoder encoder;
    private final List<ChannelHub> hubs;
    private final ReplayReaders replays;
    private final LinkedBlockingQueue<Runnable> commands = new LinkedBlockingQueue<>();
    private final Map<Feed, FeedAttachment> feeds = new HashMap<>();
    private final Map<TopicPartition, FeedAttachment> byPartition = new HashMap<>();
    private final ServiceThread thread;
    private long nextCheck;
    private long pollNotBefore = System.nanoTime();

    TailReader(
            Map<String, Object> kafka,
            EventsLog log,
            RelayStateReader states,
            FrameEncoder encoder,
            List<ChannelHub> hubs,
            ReplayReaders replays,
            ServiceThreads threads) {
        this.consumer = new TailConsumer(
                kafka,
                BOUNDS,
                Map.of(
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "gateway-tail",
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        MAX_BROKER_WAIT_MILLIS));
        this.log = log;
        this.states = states;
        this.encoder = encoder;
        this.hubs = List.copyOf(hubs);
        this.replays = replays;
        this.thread = threads.thread("tail", this::run);
    }

    void start() {
        thread.start();
    }

    /** An event loop has begun to use a feed. */
    void use(Feed feed) {
        command(() -> attachment(feed).use());
    }

    /** An event loop uses a feed no more; it is read on for a while, for clients that come back. */
    void leave(Feed feed) {
        command(() -> attachment(feed).leave(System.nanoTime()));
    }

    /** Joins a channel; the replies come on the request's event loop. */
    void join(JoinRequest request) {
        command(() -> {
            FeedAttachment attachment = attachment(request.feed());
            attachment.join(request);
            attach(attachment);
        });
    }

    @Override
    public void close() {
        thread.end();
        command(() -> {});
        thread.join(POLL.multipliedBy(10));
    }

    private void command(Runnable command) {
        commands.add(command);
        consumer.wakeup();
    }

    private FeedAttachment attachment(Feed feed) {
        return feeds.computeIfAbsent(feed, fresh -> {
            FeedAttachment attachment = new FeedAttachment(fresh, log.partition(fresh), () -> requestEnd(fresh));
            byPartition.put(attachment.partition(), attachment);
            return attachment;
        });
    }

    private void run(ServiceThread self) throws InterruptedException {
        try (consumer) {
            while (self.isRunning()) {
                self.onTurn();
                try {
                    turn();
                } catch (WakeupException _) {
                    // there are commands: the next turn runs them
                } catch (InvalidOffsetException cut) {
                    cut.partitions().forEach(partition -> detach(partition, GapReason.RETENTION));
                } catch (KafkaException failed) {
                    onUnreadable(failed);
                }
            }
        }
    }

    private void turn() throws InterruptedException {
        for (Runnable next; (next = commands.poll()) != null; ) {
            next.run();
        }
        check();
        if (consumer.readsNothing() || System.nanoTime() - pollNotBefore < 0) {
            awaitCommand();
            return;
        }
        ConsumerRecords<String, byte[]> rows = consumer.poll(POLL);
        rows.nextOffsets().forEach((partition, next) -> {
            FeedAttachment attachment = byPartition.get(partition);
            if (attachment != null) {
                deliver(
                        attachment.feed(),
                        attachment.read(rows.records(partition), next.offset(), encoder, hubs.size()));
                attachment.completeJoins();
            }
        });
    }

    /** A batch is damaged, or may not be read: what was fetched is thrown away, and asked for later. */
    private void onUnreadable(KafkaException failed) {
        List<TopicPartition> unreadable = consumer.concernedBy(failed);
        long now = System.nanoTime();
        if (unreadable.isEmpty()) {
            LOG.errorf(failed, "the tail could not read, going on");
            pollNotBefore = now + POLL.toNanos();
        }
        for (TopicPartition partition : unreadable) {
            consumer.leave(partition);
            FeedAttachment attachment = byPartition.get(partition);
            if (attachment != null) {
                Duration pause = attachment.backOff(now);
                LOG.errorf(
                        failed,
                        "a feed cannot be read, and is tried again: kafkaTopic=%s partition=%d offset=%d seconds=%d",
                        partition.topic(),
                        partition.partition(),
                        attachment.position(),
                        pause.toSeconds());
            }
        }
    }

    private void awaitCommand() throws InterruptedException {
        Runnable next = commands.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
        if (next != null) {
            next.run();
        }
    }

    private void deliver(Feed feed, TailBatch batch) {
        if (!batch.frames().isEmpty() || batch.hasNewClaims()) {
            hubs.forEach(hub -> hub.deliver(feed, batch));
        }
    }

    private void requestEnd(Feed feed) {
        log.end(feed)
                .whenComplete((end, failed) -> command(() -> {
                    FeedAttachment attachment = attachment(feed);
                    if (failed != null) {
                        attachment.fail("the end of the feed is not known: " + failed.getMessage());
                    } else {
                        attachment.onEnd(end);
                    }
                }));
    }

    private void attach(FeedAttachment attachment) {
        if (!attachment.beginAttach()) {
            return;
        }
        Feed feed = attachment.feed();
        // The checkpoint first: a newer one could lie past the end that was asked for before it.
        states.caughtUp()
                .thenApply(_ -> Optional.ofNullable(states.snapshot(feed)))
                .thenCompose(snapshot -> log.extent(feed)
                        .thenApply(extent -> TailProgress.attach(
                                extent.topicId(), extent.start(), extent.end(), snapshot.orElse(null))))
                .whenComplete((tail, failed) -> command(() -> {
                    if (failed != null) {
                        attachment.onAttachFailed("the feed cannot be read: " + failed.getMessage());
                    } else {
                        onAttached(attachment, tail);
                    }
                }));
    }

    private void onAttached(FeedAttachment attachment, TailProgress tail) {
        if (attachment.wasOfAnotherTopic(tail.topicId())) {
            replays.onReplaced(attachment.feed());
            hubs.forEach(hub -> hub.postBetween(() -> hub.onDetached(attachment.feed(), GapReason.RESET)));
        }
        consumer.read(attachment.partition(), tail.from());
        hubs.forEach(hub -> hub.postBetween(() -> hub.onAttached(attachment.feed(), tail.from(), tail.claims())));
        attachment.onAttached(tail);
    }

    /** The log no longer holds what was to be read next, or it is another one. */
    private void detach(TopicPartition partition, GapReason reason) {
        FeedAttachment attachment = byPartition.get(partition);
        consumer.leave(partition);
        if (attachment != null) {
            LOG.warnv(
                    "a feed is attached anew: kafkaTopic={0} partition={1} reason={2}",
                    partition.topic(), partition.partition(), reason);
            hubs.forEach(hub -> hub.postBetween(() -> hub.onDetached(attachment.feed(), reason)));
            attachment.onDetached();
            attach(attachment);
        }
    }

    /** Once a second: feeds without a user are left, topics that have been replaced are found, failures tried again. */
    private void check() {
        long now = System.nanoTime();
        if (now - nextCheck < 0) {
            return;
        }
        nextCheck = now + CHECK_NANOS;
        feeds.values().removeIf(attachment -> {
            boolean unused = attachment.isUnused(now, LINGER_NANOS);
            if (unused) {
                consumer.leave(attachment.partition());
                byPartition.remove(attachment.partition());
                hubs.forEach(hub -> hub.postBetween(() -> hub.onReleased(attachment.feed())));
            }
            return unused;
        });
        feeds.values().forEach(attachment -> {
            attach(attachment);
            if (attachment.endBackOff(now)) {
                consumer.read(attachment.partition(), attachment.position());
            }
        });
        log.topicIds(feeds.keySet(), (feed, topicId) -> command(() -> compare(feed, topicId)));
    }

    /** A topic that is gone is left at once: its consumer would ask for it in a loop. */
    private void compare(Feed feed, Optional<String> topicId) {
        FeedAttachment attachment = feeds.get(feed);
        if (attachment != null && attachment.isOfAnotherTopic(topicId.orElse(""))) {
            detach(attachment.partition(), GapReason.RESET);
        }
    }
}
