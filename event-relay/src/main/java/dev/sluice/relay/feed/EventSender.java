package dev.sluice.relay.feed;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The one idempotent producer of this relay: within one producer no send can overtake a later one, which the acceptance
 * rule relies on. Thread safe; sending may block while Kafka's metadata is missing.
 */
public final class EventSender implements AutoCloseable {
    private static final int MAX_REQUEST_BYTES = 2 * 1024 * 1024;
    /**
     * Of one broker. What comes while so many are under way goes out in one request, so that a burst is a few requests, and
     * a single event waits for none.
     */
    private static final int MAX_IN_FLIGHT = 2;

    private final KafkaProducer<String, byte[]> producer;
    private final long maxBufferedBytes;
    private final AtomicLong bufferedBytes = new AtomicLong();

    /** Called on the producer's thread; must not block. */
    interface SendCallback {
        /**
         * @param failure {@code null} = it is in the log
         * @param offset where; -1 = that is not known
         * @param timestamp when it was appended, epoch milliseconds; -1 as the offset
         */
        void done(long offset, long timestamp, @Nullable Exception failure);
    }

    /** @param maxBufferedBytes of all channels together, above which the backends' sockets are not read */
    public EventSender(Map<String, Object> settings, Duration deliveryTimeout, long maxBufferedBytes) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("client.id", "relay-events");
        all.put("enable.idempotence", true);
        all.put("acks", "all");
        all.put("max.in.flight.requests.per.connection", MAX_IN_FLIGHT);
        all.put("compression.type", "lz4");
        all.put("linger.ms", 0);
        all.put("max.request.size", MAX_REQUEST_BYTES);
        all.put("delivery.timeout.ms", Math.toIntExact(deliveryTimeout.toMillis()));
        all.put("request.timeout.ms", Math.toIntExact(Math.min(10_000, deliveryTimeout.toMillis())));
        all.put("max.block.ms", Math.toIntExact(deliveryTimeout.toMillis()));
        // More than can be in flight: what is handed over never waits here for room, only for Kafka to be known.
        all.put("buffer.memory", 2 * maxBufferedBytes + MAX_REQUEST_BYTES);
        this.producer = new KafkaProducer<>(all, new StringSerializer(), new ByteArraySerializer());
        this.maxBufferedBytes = maxBufferedBytes;
    }

    /**
     * Sends a record; the callback gets what has become of it.
     *
     * @return why it was not even taken, which the callback gets, too; what comes next may wait as long, for the same.
     *     {@code null} = it was taken
     */
    @Nullable
    Throwable send(ProducerRecord<String, byte[]> row, SendCallback sent) {
        try {
            Future<?> taken = producer.send(row, (metadata, failure) -> {
                if (failure == null) {
                    sent.done(metadata.offset(), metadata.timestamp(), null);
                } else {
                    sent.done(-1, -1, failure);
                }
            });
            return taken.state() == Future.State.FAILED ? taken.exceptionNow() : null;
        } catch (KafkaException notEvenTaken) {
            sent.done(-1, -1, notEvenTaken);
            return notEvenTaken;
        }
    }

    void onBuffered(long bytes) {
        bufferedBytes.addAndGet(bytes);
    }

    boolean isFull() {
        return bufferedBytes.get() > maxBufferedBytes;
    }

    /** Returns whether there is room enough to go on reading. */
    boolean hasRoom() {
        return bufferedBytes.get() <= maxBufferedBytes / 2;
    }

    public long bufferedBytes() {
        return bufferedBytes.get();
    }

    /** Waits until everything sent has been answered, but no longer than this. */
    public void flushWithin(Duration bound) throws InterruptedException {
        try {
            CompletableFuture.runAsync(producer::flush).get(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException unfinished) {
            // What is not in the log now is sent again under the next claim, or asked of the backend again.
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
