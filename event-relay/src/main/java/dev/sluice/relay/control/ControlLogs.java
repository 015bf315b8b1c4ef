package dev.sluice.relay.control;

import dev.sluice.kafka.ControlHeaders;
import dev.sluice.kafka.TableSettings;
import dev.sluice.kafka.TopicTable;
import dev.sluice.model.VersionedRecord;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.model.wire.Wire;
import dev.sluice.relay.demand.GatewayLife;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * {@code sluice.apis} and {@code sluice.nodes}, read from their beginning for as long as the relay runs. While Kafka is away
 * what is held stays.
 */
public final class ControlLogs implements AutoCloseable {
    private final String apis;
    private final ApiDirectory directory;
    private final GatewayLife life;
    private final TopicTable table;

    public ControlLogs(TableSettings settings, KafkaTopics topics, ApiDirectory directory, GatewayLife life) {
        this.apis = topics.apis().name();
        this.directory = directory;
        this.life = life;
        this.table = new TopicTable(
                "relay-control",
                List.of(
                        new TopicPartition(apis, 0),
                        new TopicPartition(topics.nodes().name(), 0)),
                settings,
                new Rows());
    }

    public void start() {
        table.start();
    }

    /** Waits until what was there at the start has been read. */
    public void awaitCaughtUp() throws InterruptedException {
        table.awaitCaughtUp();
    }

    public boolean isCaughtUp() {
        return table.isCaughtUp();
    }

    @Override
    public void close() {
        table.close();
    }

    private final class Rows implements TopicTable.Sink {
        @Override
        public void onRecord(ConsumerRecord<String, byte[]> row) {
            if (row.key() == null) {
                return;
            }
            if (row.topic().equals(apis)) {
                onApi(row, ControlHeaders.of(row));
            } else {
                life.onRecord(row.key(), row.value() == null ? null : Wire.readNode(row.key(), row.value()));
            }
        }

        private void onApi(ConsumerRecord<String, byte[]> row, ControlHeaders headers) {
            if (row.value() == null) {
                directory.onTombstone(row.key(), headers.version(), headers.isDeletion());
            } else if (headers.schema() > VersionedRecord.SCHEMA) {
                throw new IllegalArgumentException("schema " + headers.schema() + " is newer than this relay");
            } else {
                directory.onRecord(row.key(), Wire.readApi(row.value()));
            }
        }

        @Override
        public void onUnreadable(ConsumerRecord<String, byte[]> row, RuntimeException reason) {
            if (row.topic().equals(apis)) {
                long version = ControlHeaders.of(row).version();
                directory.onFailure(row.key(), version, String.valueOf(reason.getMessage()));
            }
        }
    }
}
