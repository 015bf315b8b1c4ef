package dev.sluice.gateway.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.gateway.FailedThreads;
import dev.sluice.gateway.stream.Frame;
import dev.sluice.gateway.stream.FrameEncoder;
import dev.sluice.gateway.stream.ReplaySource;
import dev.sluice.gateway.stream.StreamProtocol;
import dev.sluice.kafka.EventRecords;
import dev.sluice.kafka.TopicSetup;
import dev.sluice.model.channel.Feed;
import dev.sluice.model.event.Acceptance;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.service.thread.ServiceThreads;
import dev.sluice.testsupport.KafkaBroker;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of those who wait for a part of the log. */
class ReplayReadersIT {
    private static final int PATIENCE_SECONDS = 30;

    private final Map<String, Object> kafka =
            Map.of("bootstrap.servers", KafkaBroker.shared().bootstrapServers());
    private final KafkaTopics topics = new KafkaTopics(KafkaBroker.freshPrefix(), 1);
    private final Feed feed = new Feed(UUID.randomUUID().toString(), 0);
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private Admin admin;
    private ReplayReaders readers;

    @BeforeEach
    void start() throws Exception {
        admin = Admin.create(kafka);
        new TopicSetup(admin, 1, true)
                .create(topics.events(feed.apiId(), 1, Duration.ofHours(1).toMillis(), 1L << 30));
        readers = new ReplayReaders(
                new KafkaReadSettings(kafka, admin, topics, 0),
                new EventsLog(admin, topics),
                new FrameEncoder(UnpooledByteBufAllocator.DEFAULT),
                new ServiceThreads(new FailedThreads()));
    }

    @AfterEach
    void stop() {
        readers.close();
        admin.close(Duration.ZERO);
    }

    @Test
    void noClientWaitsForATopicThatIsGone() throws Exception {
        // Given
        claim();
        readers.request(request(0));
        assertThat(answer()).isEqualTo("chunk to 1");

        // When
        String topic = topics.eventsName(feed.apiId());
        admin.deleteTopics(List.of(topic)).all().get();
        await().atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .until(() -> !admin.listTopics().names().get().contains(topic));
        readers.request(request(1));

        // Then
        assertThat(answer()).isEqualTo("unreadable");
        assertThat(readers.waiting(StreamProtocol.HTTP1)).isZero();
    }

    private void claim() throws Exception {
        try (KafkaProducer<String, byte[]> relay =
                new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer())) {
            relay.send(EventRecords.claimToSend(
                            topics.eventsName(feed.apiId()), 0, "relay-1".getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    private String answer() throws InterruptedException {
        String answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(answer).as("answered within %d s", PATIENCE_SECONDS).isNotNull();
        return answer;
    }

    private ReplaySource.Request request(long from) {
        return new ReplaySource.Request(
                feed,
                "channel",
                Acceptance.fromOffset(from, List.of(), Map.of()),
                from,
                System.nanoTime(),
                1 << 16,
                Runnable::run,
                new Requester());
    }

    private final class Requester implements ReplaySource.Requester {
        @Override
        public StreamProtocol protocol() {
            return StreamProtocol.HTTP1;
        }

        @Override
        public void onChunk(ReplaySource.Request request, List<Frame> frames, long next) {
            frames.forEach(Frame::release);
            answers.add("chunk to " + next);
        }

        @Override
        public void onCut(ReplaySource.Request request, long logStart) {
            answers.add("cut at " + logStart);
        }

        @Override
        public void onUnreadable(ReplaySource.Request request) {
            answers.add("unreadable");
        }
    }
}
