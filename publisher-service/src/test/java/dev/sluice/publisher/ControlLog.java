package dev.sluice.publisher;

import dev.sluice.kafka.LogReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads a control topic whole, as a gateway would. */
public final class ControlLog {
    private final String bootstrapServers;
    private final String kafkaTopic;

    public ControlLog(String bootstrapServers, String kafkaTopic) {
        this.bootstrapServers = bootstrapServers;
        this.kafkaTopic = kafkaTopic;
    }

    /** All records that are in the log now, in its order. */
    public List<ConsumerRecord<String, byte[]>> read() {
        List<ConsumerRecord<String, byte[]>> rows = new ArrayList<>();
        try (LogReader reader = new LogReader(
                Map.of("bootstrap.servers", bootstrapServers), List.of(new TopicPartition(kafkaTopic, 0)))) {
            reader.readToPresentEnd(Duration.ofMillis(100), rows::add);
        }
        return rows;
    }

    /** The newest record under this key; fails when there is none. */
    public ConsumerRecord<String, byte[]> last(String key) {
        return read().stream()
                .filter(row -> key.equals(row.key()))
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new AssertionError("no record of " + key + " in " + kafkaTopic));
    }

    /** The version that every control record carries as a header. */
    public static long versionOf(ConsumerRecord<String, byte[]> row) {
        return Long.parseLong(
                new String(row.headers().lastHeader("version").value(), java.nio.charset.StandardCharsets.US_ASCII));
    }
}
