package dev.sluice.publisher.usage.quota;

import dev.sluice.model.quota.QuotaKey;
import dev.sluice.model.quota.QuotaRecord;
import dev.sluice.model.quota.Window;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.model.wire.Wire;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What gateways under test report of a counter. */
public record TestQuota(String bootstrapServers, KafkaTopics topics, String counter, Window window) {
    /** @param events so far, of this gateway */
    public void send(String nodeId, long events) {
        QuotaKey key = new QuotaKey(counter, window.toString(), nodeId, "incarnation-of-" + nodeId);
        try (KafkaProducer<String, byte[]> gateway = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer())) {
            gateway.send(new ProducerRecord<>(
                    topics.quota().name(),
                    key.partition(topics.quota().partitions()),
                    key.toString(),
                    Wire.write(QuotaRecord.ofWindow(events, events * 10))));
        }
    }
}
