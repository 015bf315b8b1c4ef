package dev.sluice.testsupport.installation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sluice.kafka.TopicSetup;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.ApiStreaming;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.model.wire.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes to Kafka what a publisher would: all control topics are there, and APIs as they are deployed. For any thread. */
public final class TestPublisher implements AutoCloseable {
    private static final Duration CLOSE_BOUND = Duration.ofSeconds(1);
    private static final AtomicLong VERSIONS = new AtomicLong();

    private final KafkaTopics topics;
    private final Admin admin;
    private final TopicSetup setup;
    private final KafkaProducer<String, byte[]> producer;

    /**
     * Makes the control topics that are missing.
     *
     * @param kafka settings of Kafka's clients, {@code bootstrap.servers} at least
     * @param replicas of every topic
     */
    public TestPublisher(Map<String, Object> kafka, KafkaTopics topics, int replicas)
            throws ExecutionException, InterruptedException {
        this.topics = topics;
        this.admin = Admin.create(kafka);
        this.setup = new TopicSetup(admin, replicas, true);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.get("bootstrap.servers")),
                new StringSerializer(),
                new ByteArraySerializer());
        setup.ensure(List.of(
                topics.apis(),
                topics.access(),
                topics.nodes(),
                topics.demand(),
                topics.relayState(),
                topics.quota(),
                topics.usage()));
    }

    /** Returns a version above all that were given in this process. */
    public static long nextVersion() {
        return VERSIONS.incrementAndGet();
    }

    public KafkaTopics topics() {
        return topics;
    }

    public Admin admin() {
        return admin;
    }

    public TopicSetup setup() {
        return setup;
    }

    /** Makes the topic of an API's events, which are kept as long as the default says. */
    public void createEvents(String apiId, int partitions) throws ExecutionException, InterruptedException {
        setup.create(topics.events(
                apiId, partitions, ApiStreaming.DEFAULT.retentionMs(), ApiStreaming.DEFAULT.retentionBytes()));
    }

    /** Deploys an API whose events topic is there. Returns when Kafka has it. */
    public void deploy(ApiRecord api) {
        send(new ProducerRecord<>(topics.apis().name(), api.key(), Wire.write(api)));
    }

    /** @param key of the API's record */
    public void undeploy(String key) {
        send(tombstone(key));
    }

    /**
     * Announces that an API is deleted; its events topic stays.
     *
     * @param key of the API's record
     */
    public void delete(String key) {
        ProducerRecord<String, byte[]> deletion = tombstone(key);
        deletion.headers().add("reason", "deleted".getBytes(US_ASCII));
        send(deletion);
    }

    /** Writes a record to any control topic. Returns when Kafka has it. */
    public void send(ProducerRecord<String, byte[]> row) {
        try {
            producer.send(row).get();
        } catch (ExecutionException refused) {
            throw new IllegalStateException(refused.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private ProducerRecord<String, byte[]> tombstone(String key) {
        ProducerRecord<String, byte[]> tombstone =
                new ProducerRecord<>(topics.apis().name(), key, null);
        tombstone.headers().add("version", Long.toString(nextVersion()).getBytes(US_ASCII));
        return tombstone;
    }

    @Override
    public void close() {
        producer.close(CLOSE_BOUND);
        admin.close(CLOSE_BOUND);
    }
}
