package dev.sluice.benchmark.feed;

import dev.sluice.benchmark.load.Payload;
import dev.sluice.kafka.EventRecords;
import dev.sluice.model.event.RecordKind;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes the records that a relay would write, with its settings, and does nothing else: what they cost whoever writes them.
 * For one thread.
 */
public final class BareProducer implements EventSender {
    public static final String IDEMPOTENT = "idempotent";
    public static final String TRANSACTIONAL = "transactional";

    private static final String CHANNEL = "bench|Default|PRODUCTION|/0|";
    private static final String GENERATION = "0123456789";
    /** What a relay may have under way. */
    private static final int MAX_UNDER_WAY = 10_000;

    private final KafkaProducer<String, byte[]> producer;
    private final String kafkaTopic;
    private final int dataBytes;
    private final boolean isTransactional;
    private long sequence;
    private int unanswered;

    private BareProducer(String bootstrapServers, String kafkaTopic, int dataBytes, boolean isTransactional) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "compression.type",
                "lz4",
                "linger.ms",
                0,
                "max.in.flight.requests.per.connection",
                2));
        if (isTransactional) {
            settings.put("transactional.id", UUID.randomUUID().toString());
        }
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        this.kafkaTopic = kafkaTopic;
        this.dataBytes = dataBytes;
        this.isTransactional = isTransactional;
        if (isTransactional) {
            producer.initTransactions();
        }
    }

    /**
     * {@code SERVERS TOPIC BYTES TICKS BURST KIND}; runs until it is ended. A transaction is committed at each tick.
     *
     * @throws InterruptedException never by itself
     */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        BareProducer sender = new BareProducer(
                arguments[0], arguments[1], Integer.parseInt(arguments[2]), arguments[5].equals(TRANSACTIONAL));
        double ticks = Double.parseDouble(arguments[3]);
        int burst = Integer.parseInt(arguments[4]);
        System.out.println("ready");
        if (ticks > 0) {
            Pacer.steady(sender, ticks, burst);
            Thread.currentThread().join();
        }
        while (true) {
            sender.send(burst, System.nanoTime());
        }
    }

    @Override
    public void send(int count, long dueNanos) throws InterruptedException, ExecutionException {
        if (isTransactional) {
            producer.beginTransaction();
        }
        Future<RecordMetadata> last = null;
        for (int i = 0; i < count; i++) {
            last = producer.send(row(dueNanos));
        }
        if (isTransactional) {
            producer.commitTransaction();
        } else if ((unanswered += count) >= MAX_UNDER_WAY && last != null) {
            last.get();
            unanswered = 0;
        }
    }

    private ProducerRecord<String, byte[]> row(long dueNanos) {
        sequence++;
        return EventRecords.toSend(
                kafkaTopic,
                0,
                RecordKind.EVENT,
                CHANNEL,
                0,
                GENERATION,
                sequence,
                null,
                Long.toString(sequence),
                Payload.of(sequence, dueNanos, dataBytes));
    }
}
