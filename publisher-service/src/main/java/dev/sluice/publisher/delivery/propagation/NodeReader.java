package dev.sluice.publisher.delivery.propagation;

import dev.sluice.kafka.ControlHeaders;
import dev.sluice.kafka.TableSettings;
import dev.sluice.kafka.TopicTable;
import dev.sluice.model.wire.Wire;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads {@code sluice.nodes} for as long as the service runs. While Kafka is away it goes on trying, and says so by not
 * catching up. Any thread.
 */
final class NodeReader implements AutoCloseable {
    private final Nodes nodes;
    private final TopicTable table;

    NodeReader(Nodes nodes, TableSettings settings, String kafkaTopic) {
        this.nodes = nodes;
        this.table = new TopicTable("nodes-reader", List.of(new TopicPartition(kafkaTopic, 0)), settings, new Rows());
    }

    void start() {
        table.start();
    }

    /** Waits until all that is in the log now has been read, at most to this {@link System#nanoTime}. */
    boolean awaitPresentEnd(long deadlineNanos) throws InterruptedException {
        CompletableFuture<Void> read = table.readToPresentEnd();
        try {
            read.get(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (ExecutionException failed) {
            throw new IllegalStateException("nothing fails it", failed);
        } finally {
            read.cancel(false); // no longer waited for
        }
    }

    @Override
    public void close() {
        table.close();
    }

    private final class Rows implements TopicTable.Sink {
        @Override
        public void onBeginning() {
            nodes.onHistory();
        }

        @Override
        public void onRecord(ConsumerRecord<String, byte[]> row) {
            if (row.key() == null) {
                return;
            }
            if (row.value() != null) {
                nodes.onRecord(row.key(), Wire.readNode(row.key(), row.value()), writtenAt(row));
            } else if (ControlHeaders.of(row).isSilence()) {
                nodes.onSilence(row.key());
            } else {
                nodes.onTombstone(row.key());
            }
        }

        @Override
        public void onUnreadable(ConsumerRecord<String, byte[]> row, RuntimeException reason) {
            nodes.onUnreadable(row.key(), writtenAt(row));
        }

        private static Instant writtenAt(ConsumerRecord<String, byte[]> row) {
            return Instant.ofEpochMilli(row.timestamp());
        }

        @Override
        public void onCaughtUp() {
            nodes.onCaughtUp();
        }
    }
}
