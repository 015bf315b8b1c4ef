package dev.sluice.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.model.channel.Channel;
import dev.sluice.testsupport.KafkaBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Many channels of one feed, while Kafka is slow: all that it has not answered for may lie in one record batch. */
class InFlightEventsIT {
    private static final String TOPIC = "/large/{name}";
    private static final int CHANNELS = 30;
    private static final int EVENTS = 20;
    private static final int EVENT_BYTES = 100_000;
    private static final String EVENT = "data: " + "0".repeat(EVENT_BYTES) + "\n\n";
    /** Of a record batch, as the contract says. */
    private static final long BOUND = 4 << 20;

    private final String apiId = UUID.randomUUID().toString();

    @Test
    void areBoundedForAFeedAndComeAll() throws Exception {
        String kafka = KafkaBroker.shared().bootstrapServers();
        try (Installation installation = new Installation(kafka, 2);
                StayingServer backend = new StayingServer();
                RelayMain relay = new RelayMain(
                        Map.of("bootstrap.servers", kafka, "interceptor.classes", DelayedAnswers.class.getName()),
                        installation.topics(),
                        "relay-1",
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60),
                        Integer.MAX_VALUE);
                AutoCloseable _ = DelayedAnswers.RELEASED::countDown) {
            // Given
            installation.announce("gateway-1", "first");
            installation.createEvents(apiId, 1);
            backend.serve("/large/", exchange -> backend.stream(exchange, EVENT.repeat(EVENTS)));
            relay.start();

            // When
            installation.deploy(apiId, 1, backend.url(), List.of(Installation.topic(TOPIC)));
            for (int number = 0; number < CHANNELS; number++) {
                Channel channel = Installation.channel(apiId, "/large/" + number, null);
                installation.demand(channel, 1, TOPIC, "gateway-1", "first");
            }

            // Then
            await().atMost(Duration.ofSeconds(30)).until(() -> DelayedAnswers.SENT_BYTES.get() > BOUND / 4);
            await().during(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> assertThat(DelayedAnswers.SENT_BYTES.get()).isLessThanOrEqualTo(BOUND));

            // When
            DelayedAnswers.RELEASED.countDown();

            // Then
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> DelayedAnswers.SENT_BYTES.get() == (long) CHANNELS * EVENTS * EVENT_BYTES);
        }
    }

    /** Lets nothing hear that an event is in the log until it is released. */
    public static final class DelayedAnswers
            implements ProducerInterceptor<String, byte[]>, ConsumerInterceptor<String, byte[]> {
        static final AtomicLong SENT_BYTES = new AtomicLong();
        static final CountDownLatch RELEASED = new CountDownLatch(1);

        @Override
        public ProducerRecord<String, byte[]> onSend(ProducerRecord<String, byte[]> row) {
            if (isEvent(row.headers())) {
                SENT_BYTES.addAndGet(row.value().length);
            }
            return row;
        }

        @Override
        public void onAcknowledgement(@Nullable RecordMetadata row, @Nullable Exception failure, Headers headers) {
            if (isEvent(headers)) {
                try {
                    RELEASED.await();
                } catch (InterruptedException closed) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private static boolean isEvent(Headers headers) {
            return headers.lastHeader("kind") != null
                    && new String(headers.lastHeader("kind").value()).equals("event");
        }

        @Override
        public ConsumerRecords<String, byte[]> onConsume(ConsumerRecords<String, byte[]> rows) {
            return rows;
        }

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

        @Override
        public void configure(Map<String, ?> settings) {}

        @Override
        public void close() {}
    }
}
