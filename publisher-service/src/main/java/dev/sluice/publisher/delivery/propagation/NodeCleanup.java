package dev.sluice.publisher.delivery.propagation;

import dev.sluice.kafka.ControlHeaders;
import dev.sluice.kafka.KafkaConnection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tombstones the records of nodes that have been silent for a day. Every publisher does, at its own times: a second tombstone
 * changes nothing, and a node that comes back writes its record again. One thread at a time.
 */
final class NodeCleanup implements Runnable {
    private static final Logger LOG = Logger.getLogger(NodeCleanup.class);
    private static final int PATIENCE_MILLIS = 5_000;

    private final Nodes nodes;
    private final KafkaConnection kafka;
    private final String kafkaTopic;

    NodeCleanup(Nodes nodes, KafkaConnection kafka, String kafkaTopic) {
        this.nodes = nodes;
        this.kafka = kafka;
        this.kafkaTopic = kafkaTopic;
    }

    @Override
    public void run() {
        List<String> silent = nodes.silent();
        if (silent.isEmpty()) {
            return;
        }
        try (KafkaProducer<String, byte @Nullable []> producer = producer()) {
            for (String key : silent) {
                producer.send(tombstone(key), (_, failure) -> report(key, failure));
            }
        } catch (KafkaException away) { // with an interrupt, too
            LOG.warnf("records of silent nodes stay until the next time: reason=%s", away);
        }
    }

    private ProducerRecord<String, byte @Nullable []> tombstone(String key) {
        ProducerRecord<String, byte @Nullable []> tombstone = new ProducerRecord<>(kafkaTopic, key, null);
        tombstone.headers().add(ControlHeaders.silence());
        return tombstone;
    }

    private static void report(String key, @Nullable Exception failure) {
        if (failure == null) {
            LOG.infof("a node has been silent for a day, its record goes: key=%s", key);
        } else {
            LOG.warnf("the record of a silent node stays until the next time: key=%s reason=%s", key, failure);
        }
    }

    /** Closing it waits for what was sent, as long as that may take. */
    private KafkaProducer<String, byte @Nullable []> producer() {
        return new KafkaProducer<>(
                kafka.with(Map.of(
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "node-cleanup",
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        PATIENCE_MILLIS,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        PATIENCE_MILLIS,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        PATIENCE_MILLIS / 2)),
                new StringSerializer(),
                new ByteArraySerializer());
    }
}
