package dev.sluice.benchmark.load;

import dev.sluice.kafka.EventRecords;
import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.event.RecordKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the events of one channel from their topic's only partition, from its end on, and checks that they are whole. */
public final class LogClient implements Readings, AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread;
    /** Guarded by itself. */
    private final Tally tally = new Tally();

    private long last = Subscription.ANY;
    private volatile boolean closed;

    public LogClient(String bootstrapServers, String kafkaTopic) {
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        TopicPartition partition = new TopicPartition(kafkaTopic, 0);
        consumer.assign(List.of(partition));
        consumer.seekToEnd(List.of(partition));
        consumer.position(partition);
        this.thread = Thread.ofPlatform().name("log").daemon().start(this::run);
    }

    @Override
    public void reset() {
        synchronized (tally) {
            tally.reset();
        }
    }

    @Override
    public LoadResult received() {
        synchronized (tally) {
            return tally.received(0);
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }

    private void run() {
        try (consumer) {
            while (!closed) {
                ConsumerRecords<String, byte[]> rows = consumer.poll(POLL);
                if (!rows.isEmpty()) {
                    take(rows, System.nanoTime());
                }
            }
        }
    }

    private void take(ConsumerRecords<String, byte[]> rows, long now) {
        synchronized (tally) {
            tally.onRead(0);
            for (ConsumerRecord<String, byte[]> row : rows) {
                EventRecords.read(row)
                        .filter(read -> read.kind() == RecordKind.EVENT)
                        .ifPresent(event -> take(event, now));
            }
        }
    }

    private void take(FeedRecord event, long now) {
        long sequence = Payload.sequence(event.data());
        tally.onEvent(last, sequence, now - Payload.dueNanos(event.data()));
        last = sequence;
    }
}
