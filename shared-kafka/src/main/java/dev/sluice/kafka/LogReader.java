package dev.sluice.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads whole partitions from their beginning, without a group, and knows when it has caught up: when its position has
 * reached the end that was there as it asked. Compaction, transaction markers and repeats leave holes, so the last record
 * says nothing.
 *
 * <p>Not thread safe: one thread owns it, as Kafka's consumer demands; {@link #wakeup} may come from any.
 */
public final class LogReader implements AutoCloseable {
    /** Asks for the ends of partitions that are there now. */
    private interface Ends {
        Map<TopicPartition, Long> of(Collection<TopicPartition> partitions);
    }

    /** How long a fetch may wait at the broker for a record, when nothing waits behind it: less than any request's timeout. */
    private static final int IDLE_FETCH_MILLIS = 2000;

    private final KafkaConsumer<String, byte[]> consumer;
    private final Ends ends;
    private final List<TopicPartition> partitions;
    private Map<TopicPartition, Long> target;

    /**
     * Begins at the beginning of these partitions. Its own connection asks for their end, behind a fetch that may wait at the
     * broker: for those who read to the end and no farther.
     *
     * @param settings of the client, {@code bootstrap.servers} at least; isolation is {@code read_committed}
     */
    public LogReader(Map<String, Object> settings, Collection<TopicPartition> partitions) {
        this(settings, partitions, consumer -> consumer::endOffsets);
    }

    /**
     * The same, for those who go on and ask for the end again and again.
     *
     * @param settings as above; {@code request.timeout.ms}, if there, more than the two seconds that a fetch may wait
     * @param admin asks for it, on a connection where no fetch waits; may be shared
     */
    public LogReader(Map<String, Object> settings, Admin admin, Collection<TopicPartition> partitions) {
        this(waiting(settings), partitions, _ -> present -> await(new CommittedEnds(admin).of(present)));
    }

    private LogReader(
            Map<String, Object> settings,
            Collection<TopicPartition> partitions,
            Function<KafkaConsumer<String, byte[]>, Ends> asking) {
        this.consumer =
                new KafkaConsumer<>(consumerSettings(settings), new StringDeserializer(), new ByteArrayDeserializer());
        this.ends = asking.apply(consumer);
        this.partitions = List.copyOf(partitions);
        try {
            consumer.assign(this.partitions);
            consumer.seekToBeginning(this.partitions);
            target = ends.of(this.partitions);
        } catch (KafkaException away) {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
            throw away;
        }
    }

    private static Map<TopicPartition, Long> await(CompletionStage<Map<TopicPartition, Long>> asked) {
        try {
            return asked.toCompletableFuture().get();
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof KafkaException known ? known : new KafkaException(failed.getCause());
        }
    }

    private static Map<String, Object> waiting(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, IDLE_FETCH_MILLIS);
        return all;
    }

    /** Client settings for any reader of ours: no group, no commits, never a silent jump. */
    public static Map<String, Object> consumerSettings(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        all.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return all;
    }

    /** Hands over what has come within this time, in order. */
    public void poll(Duration timeout, Consumer<ConsumerRecord<String, byte[]>> sink) {
        for (ConsumerRecord<String, byte[]> row : consumer.poll(timeout)) {
            sink.accept(row);
        }
    }

    /** Asks anew for the present end, so that {@link #isCaughtUp} speaks of now. */
    public void aimAtPresentEnd() {
        target = ends.of(partitions);
    }

    /** Whether everything that was there when the end was asked for has been handed over. */
    public boolean isCaughtUp() {
        for (TopicPartition partition : partitions) {
            if (consumer.position(partition) < target.getOrDefault(partition, 0L)) {
                return false;
            }
        }
        return true;
    }

    /** Reads on until it has caught up with the end that was there when this was called. */
    public void readToPresentEnd(Duration pollTimeout, Consumer<ConsumerRecord<String, byte[]>> sink) {
        aimAtPresentEnd();
        while (!isCaughtUp()) {
            poll(pollTimeout, sink);
        }
    }

    /** Ends a poll that is waiting; it throws Kafka's {@code WakeupException} on the owner's thread. */
    public void wakeup() {
        consumer.wakeup();
    }

    /** Waits for no answer, as there is no group to leave. On a thread that is interrupted, and stays so, too. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted(); // Kafka's client would tell of it as an error
        consumer.close(CloseOptions.timeout(Duration.ZERO));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
