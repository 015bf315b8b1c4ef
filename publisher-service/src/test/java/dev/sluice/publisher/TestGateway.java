package dev.sluice.publisher;

import dev.sluice.kafka.LogReader;
import dev.sluice.model.node.NodeRecord;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.model.wire.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What the publisher sees of a gateway: it reads the control topics and tells in {@code nodes} how far it is. */
public final class TestGateway implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final long RENEW_NANOS = Duration.ofSeconds(5).toNanos();

    private final Map<String, Object> settings;
    private final KafkaTopics topics;
    private final String nodeId;
    private final KafkaProducer<String, byte[]> producer;
    private final LogReader reader;
    private final Thread thread;
    private final CountDownLatch first = new CountDownLatch(1);
    private volatile boolean closed;
    private volatile boolean applies = true;
    private volatile String failure = "";
    private final List<NodeRecord.Failure> failures = new ArrayList<>();
    private long apisVersion;
    private long accessVersion;

    public TestGateway(String bootstrapServers, String prefix, String nodeId) throws InterruptedException {
        this.topics = new KafkaTopics(prefix, 16);
        this.nodeId = nodeId;
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        this.settings = settings;
        this.producer = producer();
        this.reader = new LogReader(
                settings,
                List.of(
                        new TopicPartition(topics.apis().name(), 0),
                        new TopicPartition(topics.access().name(), 0)));
        this.thread = new Thread(this::run, nodeId);
        thread.start();
        first.await();
    }

    private KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** From now on it is alive but applies nothing. */
    public void stopApplying() {
        applies = false;
    }

    /** From now on it applies no deployment, for this reason. */
    public void failWith(String reason) {
        failure = reason;
    }

    private void run() {
        long told = 0;
        while (!closed) {
            boolean[] changed = {false};
            reader.poll(POLL, row -> {
                if (!applies) {
                    return;
                }
                long version = ControlLog.versionOf(row);
                if (row.topic().equals(topics.apis().name())) {
                    apisVersion = Math.max(apisVersion, version);
                    if (!failure.isEmpty()) {
                        failures.add(NodeRecord.Failure.of(row.key(), version, failure));
                    }
                } else {
                    accessVersion = Math.max(accessVersion, version);
                }
                changed[0] = true;
            });
            if (changed[0] || told == 0 || System.nanoTime() - told > RENEW_NANOS) {
                tell();
                told = System.nanoTime();
            }
        }
    }

    private void tell() {
        NodeRecord record = new NodeRecord(
                NodeRecord.SCHEMA,
                NodeRecord.Kind.GATEWAY,
                "incarnation-of-" + nodeId,
                "Default",
                NodeRecord.State.SERVING,
                apisVersion,
                accessVersion,
                List.copyOf(failures),
                7,
                "localhost:1");
        producer.send(new ProducerRecord<>(
                topics.nodes().name(), NodeRecord.key(NodeRecord.Kind.GATEWAY, nodeId), Wire.write(record)));
        producer.flush();
        first.countDown();
    }

    /** As a gateway that has ended in peace and whose record was cleared away. */
    @Override
    public void close() throws InterruptedException {
        fallSilent();
        try (KafkaProducer<String, byte[]> last = producer()) {
            last.send(
                    new ProducerRecord<>(topics.nodes().name(), NodeRecord.key(NodeRecord.Kind.GATEWAY, nodeId), null));
        }
    }

    /** Falls silent, as a killed process does: it takes nothing back. */
    public void fallSilent() throws InterruptedException {
        if (closed) {
            return;
        }
        closed = true;
        thread.join();
        reader.close();
        producer.close();
    }
}
