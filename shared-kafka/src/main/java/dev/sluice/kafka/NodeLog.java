package dev.sluice.kafka;

import dev.sluice.model.node.NodeRecord;
import dev.sluice.model.topic.KafkaTopic;
import dev.sluice.model.wire.Wire;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** One node's records on their way to {@code sluice.nodes}. Thread safe; {@link #send} may wait for Kafka. */
public final class NodeLog implements AutoCloseable {
    /** The next report is due after 5 s and says all that this one says. */
    private static final int DELIVERY_MILLIS = 5_000;

    private static final int ANSWER_MILLIS = 2_500;

    private final KafkaProducer<String, byte[]> producer;
    private final String nodes;
    private final String nodeId;

    public NodeLog(KafkaConnection kafka, KafkaTopic nodes, String nodeId) {
        this.nodes = nodes.name();
        this.nodeId = nodeId;
        this.producer = new KafkaProducer<>(
                kafka.with(Map.of(
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "node-beat",
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        DELIVERY_MILLIS,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        ANSWER_MILLIS,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        ANSWER_MILLIS,
                        ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        500,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0)),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Done when the record is in Kafka, or failed. */
    public CompletableFuture<Void> send(NodeRecord record) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        String key = NodeRecord.key(record.kind(), nodeId);
        try {
            producer.send(new ProducerRecord<>(nodes, key, Wire.write(record)), (_, failure) -> {
                if (failure == null) {
                    sent.complete(null);
                } else {
                    sent.completeExceptionally(failure);
                }
            });
        } catch (KafkaException refused) { // interrupted, too
            sent.completeExceptionally(refused);
        }
        return sent;
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
