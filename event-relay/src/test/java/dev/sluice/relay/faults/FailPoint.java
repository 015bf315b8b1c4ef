package dev.sluice.relay.faults;

import dev.sluice.model.channel.Feed;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Ends the process of a relay, as {@code kill -9} does, at a step of its work with Kafka, or throws an error there: all its
 * clients hear of each record. The step is in the client setting {@value #SETTING}, {@code <step>:<n>:<way>}: at its n-th
 * time.
 */
public final class FailPoint implements ProducerInterceptor<String, byte[]>, ConsumerInterceptor<String, byte[]> {
    static final String SETTING = "sluice.test.fail-point";
    static final int EXIT_CODE = 137;

    /** Of all clients together. */
    private static final AtomicInteger TIMES = new AtomicInteger();

    /** The steps of a tenure. */
    enum Step {
        /** The claim is about to be sent. */
        CLAIM_SENT,
        /** The claim is in the log, and the relay is yet to hear so. */
        CLAIM_ACKED,
        /** The relay is about to read its own claim. */
        CLAIM_READ,
        EVENT_SENT,
        EVENT_ACKED,
        EVENT_READ,
        /** In the middle of a checkpoint's transaction: the state of a channel. */
        CHANNEL_STATE_SENT,
        /** At the end of a checkpoint's transaction, which is yet to be committed. */
        FEED_STATE_SENT,
        /** A checkpoint's records are in the log, and perhaps committed. */
        STATE_ACKED
    }

    /** What happens at the step. */
    enum Way {
        HALT,
        /** An error on the thread that works with Kafka, as when memory is missing. */
        ERROR
    }

    private Way way = Way.HALT;
    private @Nullable Step step;
    private int times;

    @Override
    public void configure(Map<String, ?> settings) {
        if (settings.get(SETTING) instanceof String point) {
            String[] parts = point.split(":", 3);
            step = Step.valueOf(parts[0]);
            times = Integer.parseInt(parts[1]);
            way = Way.valueOf(parts[2]);
        }
    }

    @Override
    public ProducerRecord<String, byte[]> onSend(ProducerRecord<String, byte[]> row) {
        if (isRelayState(row.topic())) {
            reached(Feed.ofStateKey(row.key()).isPresent() ? Step.FEED_STATE_SENT : Step.CHANNEL_STATE_SENT);
        } else {
            reached(isClaim(row.headers()) ? Step.CLAIM_SENT : Step.EVENT_SENT);
        }
        return row;
    }

    @Override
    public void onAcknowledgement(@Nullable RecordMetadata row, @Nullable Exception failure, Headers headers) {
        if (row != null && failure == null) {
            Step events = isClaim(headers) ? Step.CLAIM_ACKED : Step.EVENT_ACKED;
            reached(isRelayState(row.topic()) ? Step.STATE_ACKED : events);
        }
    }

    @Override
    public ConsumerRecords<String, byte[]> onConsume(ConsumerRecords<String, byte[]> rows) {
        for (ConsumerRecord<String, byte[]> row : rows) {
            if (row.headers().lastHeader("kind") != null) {
                reached(isClaim(row.headers()) ? Step.CLAIM_READ : Step.EVENT_READ);
            }
        }
        return rows;
    }

    private void reached(Step reached) {
        if (reached == step && TIMES.incrementAndGet() == times) {
            switch (way) {
                case HALT -> Runtime.getRuntime().halt(EXIT_CODE);
                case ERROR -> throw new OutOfMemoryError("of the test");
            }
        }
    }

    private static boolean isClaim(Headers headers) {
        Header kind = headers.lastHeader("kind");
        return kind != null && new String(kind.value(), StandardCharsets.UTF_8).equals("claim");
    }

    private static boolean isRelayState(String kafkaTopic) {
        return kafkaTopic.endsWith("relay-state");
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        // nothing of ours
    }

    @Override
    public void close() {
        // nothing is held
    }
}
