package dev.sluice.publisher.usage;

import dev.sluice.model.api.KeyType;
import dev.sluice.model.usage.UsageRecord;
import dev.sluice.model.wire.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway under test has delivered of one topic.
 *
 * @param applicationId {@code null} = of an open topic
 */
public record TestUsage(
        String node,
        String apiId,
        String topic,
        @Nullable String applicationId,
        @Nullable String subscriptionId) {
    public static TestUsage of(String apiId) {
        return new TestUsage("gateway-1", apiId, "/*", null, null);
    }

    TestUsage by(String otherNode) {
        return new TestUsage(otherNode, apiId, topic, applicationId, subscriptionId);
    }

    public TestUsage at(String otherTopic) {
        return new TestUsage(node, apiId, otherTopic, applicationId, subscriptionId);
    }

    TestUsage to(UUID application, UUID subscription) {
        return new TestUsage(node, apiId, topic, application.toString(), subscription.toString());
    }

    /** With ten bytes an event. */
    UsageRecord record(Instant minute, long events, Map<String, Long> closed, int open) {
        return new UsageRecord(
                UsageRecord.SCHEMA,
                minute.toEpochMilli(),
                node,
                "incarnation-of-" + node,
                "Default",
                apiId,
                topic,
                applicationId,
                subscriptionId,
                applicationId == null ? null : "AsyncGold",
                KeyType.PRODUCTION,
                events,
                events * 10,
                1,
                2,
                closed,
                open,
                List.of());
    }

    /** The same by streams of this API key. */
    static UsageRecord by(UsageRecord record, String... apiKeys) {
        return new UsageRecord(
                record.schema(),
                record.minute(),
                record.node(),
                record.incarnation(),
                record.environment(),
                record.apiId(),
                record.topic(),
                record.applicationId(),
                record.subscriptionId(),
                record.plan(),
                record.keyType(),
                record.events(),
                record.bytes(),
                record.replayed(),
                record.opened(),
                record.closed(),
                record.open(),
                List.of(apiKeys));
    }

    public UsageRecord record(Instant minute, long events) {
        return record(minute, events, Map.of(), 1);
    }

    /** Writes these reports as gateways do. */
    public static void send(String bootstrapServers, String kafkaTopic, List<UsageRecord> records) {
        try (KafkaProducer<String, byte[]> gateway = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer())) {
            records.forEach(record -> gateway.send(new ProducerRecord<>(kafkaTopic, record.key(), Wire.write(record))));
        }
    }
}
