package dev.sluice.gateway.control;

import dev.sluice.kafka.TopicSetup;
import dev.sluice.model.VersionedRecord;
import dev.sluice.model.topic.KafkaTopic;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.model.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes control topics as the control plane does: in transactions, versions in headers. One thread. */
public final class ControlLog implements AutoCloseable {
    private final Admin admin;
    private final KafkaTopics topics;
    private final KafkaProducer<String, byte @Nullable []> producer;

    private final KafkaProducer<String, byte @Nullable []> plain;

    private ControlLog(
            Admin admin,
            KafkaTopics topics,
            KafkaProducer<String, byte @Nullable []> producer,
            KafkaProducer<String, byte @Nullable []> plain) {
        this.admin = admin;
        this.topics = topics;
        this.producer = producer;
        this.plain = plain;
    }

    /** Makes the topics, of segments so short that they are compacted within about a second. */
    public static ControlLog over(String bootstrapServers, KafkaTopics topics)
            throws InterruptedException, ExecutionException {
        Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        new TopicSetup(admin, 1, true)
                .ensure(List.of(eager(topics.apis()), eager(topics.access()), topics.nodes(), topics.demand()));
        KafkaProducer<String, byte @Nullable []> producer = producer(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                topics.prefix() + "-outbox"));
        producer.initTransactions();
        return new ControlLog(
                admin, topics, producer, producer(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers)));
    }

    private static KafkaProducer<String, byte @Nullable []> producer(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return new KafkaProducer<>(all, new StringSerializer(), new ByteArraySerializer());
    }

    private static KafkaTopic eager(KafkaTopic topic) {
        Map<String, String> config = new HashMap<>(topic.config());
        config.put("segment.ms", "100");
        config.put("min.cleanable.dirty.ratio", "0.01");
        return new KafkaTopic(topic.name(), topic.partitions(), config);
    }

    /** One transaction with one record of {@code sluice.apis}. */
    public void api(String key, VersionedRecord record) {
        commit(row(topics.apis(), key, Wire.write(record), record.version(), record.schema()));
    }

    public void apiTombstone(String key, long version) {
        commit(row(topics.apis(), key, null, version, VersionedRecord.SCHEMA));
    }

    /** Of the same Kafka, until this is closed. */
    Admin admin() {
        return admin;
    }

    /** The API is gone for good. */
    public void apiDeletion(String key, long version) {
        ProducerRecord<String, byte @Nullable []> row = row(topics.apis(), key, null, version, VersionedRecord.SCHEMA);
        row.headers().add("reason", "deleted".getBytes(StandardCharsets.US_ASCII));
        commit(row);
    }

    /** One transaction with one record of {@code sluice.access}. */
    public void access(Object key, VersionedRecord record) {
        commit(row(topics.access(), key.toString(), Wire.write(record), record.version(), record.schema()));
    }

    /** Readable when this returns, as a transaction is not: its marker comes a moment after its end. */
    public void accessAtOnce(Object key, VersionedRecord record) throws InterruptedException, ExecutionException {
        plain.send(row(topics.access(), key.toString(), Wire.write(record), record.version(), record.schema()))
                .get();
    }

    public void accessTombstone(Object key, long version) {
        commit(row(topics.access(), key.toString(), null, version, VersionedRecord.SCHEMA));
    }

    /** Bytes as they are, with no header but these. */
    public void raw(KafkaTopic topic, String key, byte @Nullable [] value, long version, int schema) {
        commit(row(topic, key, value, version, schema));
    }

    /** Writes a record that never counts, and the marker that says so. */
    public void aborted(String key, VersionedRecord record) {
        producer.beginTransaction();
        producer.send(row(topics.apis(), key, Wire.write(record), record.version(), record.schema()));
        producer.flush();
        producer.abortTransaction();
    }

    private void commit(ProducerRecord<String, byte @Nullable []> row) {
        producer.beginTransaction();
        producer.send(row);
        producer.commitTransaction();
    }

    private static ProducerRecord<String, byte @Nullable []> row(
            KafkaTopic topic, String key, byte @Nullable [] value, long version, int schema) {
        ProducerRecord<String, byte @Nullable []> row = new ProducerRecord<>(topic.name(), 0, key, value);
        row.headers()
                .add("version", Long.toString(version).getBytes(StandardCharsets.US_ASCII))
                .add("schema", Integer.toString(schema).getBytes(StandardCharsets.US_ASCII));
        return row;
    }

    @Override
    public void close() {
        producer.close();
        plain.close();
        admin.close();
    }
}
