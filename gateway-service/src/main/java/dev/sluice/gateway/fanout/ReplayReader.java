package dev.sluice.gateway.fanout;

import dev.sluice.gateway.stream.FrameEncoder;
import dev.sluice.gateway.stream.ReplaySource.Request;
import dev.sluice.kafka.LogReader;
import dev.sluice.model.channel.Feed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One thread with one consumer that reads chunks for whoever waits. Blocks on Kafka as it likes. */
final class ReplayReader {
    private static final Logger LOG = Logger.getLogger(ReplayReader.class);
    /** A feed whose leader is dead takes this reader from all others for so long. */
    private static final Duration POLL = Duration.ofMillis(500);

    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final int MOST_RECORDS = 2000;
    private static final int MAX_BROKER_WAIT_MILLIS = 20;

    private final ReplayReaders work;
    private final EventsLog log;
    private final FrameEncoder encoder;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread;
    private @Nullable TopicPartition at;

    ReplayReader(ReplayReaders work, Map<String, Object> kafka, EventsLog log, FrameEncoder encoder, int number) {
        Map<String, Object> settings = LogReader.consumerSettings(kafka);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "gateway-replay-" + number);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, MAX_BROKER_WAIT_MILLIS);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        this.work = work;
        this.log = log;
        this.encoder = encoder;
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        this.thread = Thread.ofPlatform().name("replay-" + number).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void close() {
        consumer.wakeup();
        try {
            thread.join(ANSWER);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (consumer) {
            for (Feed feed; (feed = work.take()) != null; ) {
                try {
                    serve(feed);
                } catch (WakeupException _) {
                    // the end: take() says so
                } catch (KafkaException failed) {
                    LOG.warnv("a replay could not read, trying again: reason={0}", failed.getMessage());
                } catch (RuntimeException broken) {
                    LOG.errorv(broken, "a replay has failed, and its clients are sent away: feed={0}", feed);
                    work.takeBetween(feed, 0, Long.MAX_VALUE, System.nanoTime()).forEach(ReplayServing::refuse);
                } finally {
                    work.giveBack(feed);
                }
            }
        }
    }

    private void serve(Feed feed) {
        long now = System.nanoTime();
        long from = work.hindmost(feed, now);
        if (from < 0) {
            return;
        }
        TopicPartition partition = log.partition(feed);
        if (!partition.equals(at)) {
            consumer.assign(List.of(partition));
            at = partition;
        }
        consumer.seek(partition, from);
        try {
            ConsumerRecords<String, byte[]> rows = consumer.poll(POLL);
            OffsetAndMetadata next = rows.nextOffsets().get(partition);
            if (next != null) {
                work.onAnswer(feed);
                List<Request> requests = work.takeBetween(feed, from, next.offset(), now);
                work.spent(new ReplayServing(requests, encoder).serve(rows.records(partition), next.offset()));
            } else {
                work.onSilence(feed);
                refuseIfGone(feed, partition, now);
            }
        } catch (InvalidOffsetException outside) {
            answerOutside(feed, partition, now);
        } catch (WakeupException | RetriableException passing) {
            throw passing;
        } catch (KafkaException unreadable) {
            LOG.errorf(
                    unreadable,
                    "records cannot be read, and those who wait for them are sent away: kafkaTopic=%s partition=%d offset=%d",
                    partition.topic(),
                    partition.partition(),
                    from);
            consumer.unsubscribe(); // it would offer the same again
            at = null;
            work.takeBetween(feed, from, from + 1, now).forEach(ReplayServing::refuse);
        }
    }

    /** Nobody waits for what a topic held that is gone. */
    private void refuseIfGone(Feed feed, TopicPartition partition, long now) {
        if (consumer.partitionsFor(partition.topic(), ANSWER).isEmpty()) {
            work.takeBetween(feed, 0, Long.MAX_VALUE, now).forEach(ReplayServing::refuse);
        }
    }

    /** Retention has passed some places, or the log is a shorter one than it was. */
    private void answerOutside(Feed feed, TopicPartition partition, long now) {
        long start = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        work.takeBetween(feed, 0, start, now)
                .forEach(cut -> ReplayServing.answer(cut, () -> cut.asker().onCut(cut, start)));
        work.takeBetween(feed, end + 1, Long.MAX_VALUE, now).forEach(ReplayServing::refuse);
    }
}
