package dev.sluice.relay.shard;

import dev.sluice.kafka.LogReader;
import dev.sluice.kafka.StateRecords;
import dev.sluice.model.relay.RelayStates;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.relay.feed.ShardThread;
import dev.sluice.relay.feed.StateWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * The way to a shard: fences the present owner and reads what it has left, as soon as the group says that this may be, and
 * again until Kafka lets it. Belongs to the shard's thread, which runs its tasks meanwhile; only Kafka's answers stop them.
 */
final class ShardAcquisition {
    private static final Logger LOG = Logger.getLogger(ShardAcquisition.class);
    private static final Duration MEMBERSHIP_PAUSE = Duration.ofMillis(100);
    private static final Duration READ_POLL = Duration.ofMillis(200);
    private static final long MIN_RETRY_MS = 500;
    private static final long MAX_RETRY_MS = 1500;

    private final ShardThread shard;
    private final ShardSettings settings;
    private final KafkaTopics topics;
    private final ShardTasks tasks;
    private final BooleanSupplier isEnding;

    /** @param isEnding whether the shard is not to be had any more */
    ShardAcquisition(
            ShardThread shard, ShardSettings settings, KafkaTopics topics, ShardTasks tasks, BooleanSupplier isEnding) {
        this.shard = shard;
        this.settings = settings;
        this.topics = topics;
        this.tasks = tasks;
        this.isEnding = isEnding;
    }

    /** Empty when it is not to be had any more. */
    Optional<ShardHold> take() throws InterruptedException {
        while (!isEnding.getAsBoolean()) {
            if (!shard.mayClaim()) {
                // Taking it fences its owner: only the group may say that this is to be.
                pause(MEMBERSHIP_PAUSE);
                continue;
            }
            try {
                ShardHold hold = hold();
                LOG.infof(
                        "shard taken: shard=%d feeds=%d",
                        shard.shard(), hold.states().feeds().size());
                return Optional.of(hold);
            } catch (KafkaException away) {
                LOG.warnf("the shard cannot be taken yet: shard=%d reason=%s", shard.shard(), away);
                pauseBeforeRetry();
            }
        }
        return Optional.empty();
    }

    /** Keeps two relays from fencing each other in step. */
    void pauseBeforeRetry() throws InterruptedException {
        pause(Duration.ofMillis(ThreadLocalRandom.current().nextLong(MIN_RETRY_MS, MAX_RETRY_MS)));
    }

    private void pause(Duration time) throws InterruptedException {
        tasks.runUntil(isEnding, System.nanoTime() + time.toNanos());
    }

    private ShardHold hold() {
        StateWriter writer =
                new StateWriter(settings.kafka(), settings.transactionalId(shard.shard()), settings.threads());
        try {
            return new ShardHold(writer, restore(), System.nanoTime());
        } catch (RuntimeException failed) {
            writer.close();
            throw failed;
        }
    }

    private RelayStates restore() {
        RelayStates states = new RelayStates();
        TopicPartition partition = new TopicPartition(topics.relayState().name(), shard.shard());
        try (LogReader reader = new LogReader(settings.kafka(), List.of(partition))) {
            reader.readToPresentEnd(
                    READ_POLL, row -> StateRecords.apply(row, topics.shards(), states, settings.unreadable()));
        }
        return states;
    }
}
