package dev.sluice.benchmark.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessKey.Kind;
import dev.sluice.model.access.AccessRecord;
import dev.sluice.model.wire.Wire;
import dev.sluice.testsupport.KafkaBroker;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

class InstallationRecordsIT {
    @Test
    void whatIsWrittenIsWhatTheGatewayReads() throws Exception {
        try (Installation first = new Installation(KafkaBroker.shared().bootstrapServers());
                Installation large = first.another(KafkaBroker.freshPrefix())) {
            InstallationRecords.write(large, 20, 50);

            Map<String, byte[]> apis = read(large.topics().apis().name());
            Map<String, byte[]> access = read(large.topics().access().name());

            assertThat(apis)
                    .hasSize(20)
                    .allSatisfy(
                            (key, json) -> assertThat(Wire.readApi(json).key()).isEqualTo(key));
            Map<Kind, Integer> kinds = new TreeMap<>();
            access.forEach((text, json) -> {
                AccessKey key = AccessKey.parse(text).orElseThrow();
                assertThat(Wire.readAccess(key, json)).isInstanceOf(AccessRecord.class);
                kinds.merge(key.kind(), 1, Integer::sum);
            });
            assertThat(kinds).isEqualTo(Map.of(Kind.APPLICATION, 5, Kind.CLIENT, 5, Kind.SUBSCRIPTION, 50));
        }
    }

    private static Map<String, byte[]> read(String topic) {
        TopicPartition only = new TopicPartition(topic, 0);
        Map<String, byte[]> records = new HashMap<>();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", KafkaBroker.shared().bootstrapServers());
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(only));
            consumer.seekToBeginning(List.of(only));
            long end = consumer.endOffsets(List.of(only)).getOrDefault(only, 0L);
            while (consumer.position(only) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> records.put(record.key(), record.value()));
            }
        }
        return records;
    }
}
