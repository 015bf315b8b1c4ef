package dev.sluice.gateway.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.FailedThreads;
import dev.sluice.gateway.stream.Frame;
import dev.sluice.gateway.stream.FrameEncoder;
import dev.sluice.gateway.stream.RingLimits;
import dev.sluice.gateway.stream.TailBatch;
import dev.sluice.kafka.TopicSetup;
import dev.sluice.model.channel.Feed;
import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.event.RecordKind;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.service.thread.ServiceThreads;
import dev.sluice.testsupport.KafkaBroker;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An event loop that has not had its turn when the tail reads on. */
class ChannelHubIT {
    private static final String CHANNEL = "api|Default|P|/x";

    private final Map<String, Object> kafka =
            Map.of("bootstrap.servers", KafkaBroker.shared().bootstrapServers());
    private final Admin admin = Admin.create(kafka);
    private final KafkaTopics topics = new KafkaTopics(KafkaBroker.freshPrefix(), 1);
    private final FrameEncoder encoder = new FrameEncoder(UnpooledByteBufAllocator.DEFAULT);
    private final Deque<Runnable> loop = new ArrayDeque<>();
    private final Feed feed = new Feed(UUID.randomUUID().toString(), 0);
    private final FailedThreads failures = new FailedThreads();
    private final ServiceThreads threads = new ServiceThreads(failures);
    private final Demands demands =
            new Demands((_, _, _, _) -> CompletableFuture.completedFuture(null), "gateway-1", "first", 1, threads);
    private final Fanout fanout = new Fanout(
            new KafkaReadSettings(kafka, admin, topics, 0),
            encoder,
            demands,
            List.of(new FailFastLoop(loop::add, "loop", threads)),
            new RingLimits(1 << 20, 1 << 20, Duration.ofHours(1).toMillis()),
            threads);
    private final ChannelHub hub = fanout.hubs().getFirst();

    @BeforeEach
    void start() throws Exception {
        new TopicSetup(admin, 1, true).create(topics.relayState());
        fanout.start();
    }

    @AfterEach
    void close() {
        hub.releaseAll();
        fanout.close();
        demands.close();
        admin.close(Duration.ZERO);
    }

    @Test
    void whatSeveralPollsHaveBroughtIsOneTurn() {
        hub.deliver(feed, batch(0));
        hub.deliver(feed, batch(1));

        assertThat(loop).hasSize(1);
        loop.remove().run();
        assertThat(hub.ringBytes()).isEqualTo(2L * frameBytes());

        hub.deliver(feed, batch(2));

        assertThat(loop).hasSize(1);
        loop.remove().run();
        assertThat(hub.ringBytes()).isEqualTo(3L * frameBytes());
    }

    @Test
    void aTaskBetweenTwoBatchesIsRunBetweenThem() {
        long[] then = {-1};
        hub.deliver(feed, batch(0));
        hub.postBetween(() -> then[0] = hub.ringBytes());
        hub.deliver(feed, batch(1));

        assertThat(loop).hasSize(3);
        loop.forEach(Runnable::run);
        assertThat(then[0]).isEqualTo(frameBytes());
        assertThat(hub.ringBytes()).isEqualTo(2L * frameBytes());
    }

    private TailBatch batch(long offset) {
        return new TailBatch(List.of(frame(offset)), List.of(), false);
    }

    private int frameBytes() {
        Frame frame = frame(0);
        try {
            return frame.bytes();
        } finally {
            frame.release();
        }
    }

    private Frame frame(long offset) {
        return encoder.encode(
                CHANNEL,
                new FeedRecord(
                        offset,
                        System.currentTimeMillis(),
                        RecordKind.EVENT,
                        CHANNEL,
                        0,
                        "aaaaaaaaaa",
                        offset + 1,
                        null,
                        null,
                        "event".getBytes(UTF_8)));
    }
}
