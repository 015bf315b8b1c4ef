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
import dev.sluice.model.event.ChannelPosition;
import dev.sluice.model.event.EventId;
import dev.sluice.model.event.RecordKind;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.service.thread.ServiceThreads;
import dev.sluice.testsupport.KafkaBroker;
import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the readers take from Kafka for what they give to clients. */
class ReplayReadingIT {
    private static final String CHANNEL = "api|Default|P|/x";
    private static final String GENERATION = "abcdefghij";
    private static final int CREDIT = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, Object> kafka =
            Map.of("bootstrap.servers", KafkaBroker.shared().bootstrapServers());
    private final KafkaTopics topics = new KafkaTopics(KafkaBroker.freshPrefix(), 1);
    private final Feed feed = new Feed(UUID.randomUUID().toString(), 0);
    /** One arena without caches, so that memory that is given back is another's at once. */
    private final PooledByteBufAllocator buffers = new PooledByteBufAllocator(true, 0, 1, 8192, 9, 0, 0, false);

    private final ExecutorService loop = Executors.newSingleThreadExecutor();
    private final FailedThreads failures = new FailedThreads();
    private volatile int events;
    private final List<Client> clients = new ArrayList<>();
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
                new FrameEncoder(buffers),
                new ServiceThreads(failures));
    }

    @AfterEach
    void stop() throws Exception {
        readers.close();
        loop.close();
        admin.close(Duration.ZERO);
        assertThat(failures.all()).isEmpty();
        assertThat(frames()).as("frames not given back").isZero();
    }

    @ParameterizedTest
    @CsvSource({"50000, 100", "5000, 1000", "500, 20000"})
    void oneClientHasEachByteOfTheLogFetchedOnce(int count, int dataBytes) throws Exception {
        events = count;
        write(noise(dataBytes));

        replay(0);
        awaitAll();

        assertThat(readers.receivedBytes()).isLessThan(1.2 * logBytes());
    }

    @Test
    void twentyClientsThatBeganTogetherShareWhatIsFetched() throws Exception {
        events = 20_000;
        write(noise(100));

        for (int i = 0; i < 20; i++) {
            replay(0);
        }
        awaitAll();

        System.out.printf("20 together: %.2f of the log%n", readers.receivedBytes() / logBytes());
        assertThat(readers.receivedBytes()).isLessThan(3.0 * logBytes());
    }

    @Test
    void clientsAtManyPlacesOfOneFeedHaveLittleFetchedTwice() throws Exception {
        events = 4000;
        write(noise(2000));

        for (int i = 0; i < 10; i++) {
            replay(i * events / 10);
        }
        awaitAll();

        System.out.printf("10 places: %.2f of what is sent%n", readers.receivedBytes() / sentBytes());
        assertThat(readers.receivedBytes()).isLessThan(1.5 * sentBytes());
    }

    @Test
    void fiftyClientsAtManyPlacesOfEventsThatCompressWellCostLittleMemory() throws Exception {
        events = 300;
        write(new byte[1_000_000]);
        for (int i = 0; i < 50; i++) {
            replay(i * 5);
        }
        long most = 0;
        while (!allHave()) {
            most = Math.max(most, readers.windowBytes() + frameBytes());
            Thread.onSpinWait();
        }

        System.out.printf("50 replays of 1 MB events: %d MiB at the most%n", most >> 20);
        assertThat(most).isLessThan(100 << 20);
        assertThat(readers.receivedBytes()).isLessThan(sentBytes());
    }

    private boolean allHave() {
        return clients.stream().allMatch(client -> client.last == events);
    }

    private void awaitAll() {
        await().atMost(PATIENCE).until(this::allHave);
    }

    private long frames() {
        return buffers.metric().directArenas().stream()
                .mapToLong(PoolArenaMetric::numActiveAllocations)
                .sum();
    }

    private long frameBytes() {
        return buffers.metric().directArenas().stream()
                .mapToLong(PoolArenaMetric::numActiveBytes)
                .sum();
    }

    private long sentBytes() {
        return clients.stream().mapToLong(client -> client.bytes).sum();
    }

    private static byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(1).nextBytes(noise);
        return noise;
    }

    /** @param last the sequence after which the client comes in */
    private void replay(int last) {
        Client client = new Client(last);
        clients.add(client);
        client.request(
                Acceptance.fromOffset(last + 1, List.of(0L), Map.of(CHANNEL, new ChannelPosition(GENERATION, last))),
                last + 1);
    }

    private void write(byte[] data) throws Exception {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("compression.type", "lz4");
        settings.put("max.request.size", 2 << 20);
        String topic = topics.eventsName(feed.apiId());
        try (KafkaProducer<String, byte[]> relay =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            relay.send(EventRecords.claimToSend(topic, 0, "relay-1".getBytes(StandardCharsets.UTF_8)))
                    .get();
            for (int i = 1; i <= events; i++) {
                relay.send(
                        EventRecords.toSend(topic, 0, RecordKind.EVENT, CHANNEL, 0, GENERATION, i, null, null, data));
            }
        }
    }

    private long logBytes() throws Exception {
        String topic = topics.eventsName(feed.apiId());
        return admin.describeLogDirs(List.of(1)).allDescriptions().get().values().stream()
                .flatMap(dirs -> dirs.values().stream())
                .flatMap(dir -> dir.replicaInfos().entrySet().stream())
                .filter(replica -> replica.getKey().topic().equals(topic))
                .mapToLong(replica -> replica.getValue().size())
                .sum();
    }

    /** A client that takes all that it is given at once, and asks again. */
    private final class Client implements ReplaySource.Requester {
        private volatile long last;
        private volatile long bytes;

        Client(long last) {
            this.last = last;
        }

        void request(Acceptance acceptance, long from) {
            readers.request(
                    new ReplaySource.Request(feed, CHANNEL, acceptance, from, System.nanoTime(), CREDIT, loop, this));
        }

        @Override
        public StreamProtocol protocol() {
            return StreamProtocol.HTTP1;
        }

        @Override
        public void onChunk(ReplaySource.Request request, List<Frame> frames, long next) {
            for (Frame frame : frames) {
                if (frame.sequence() != last + 1) {
                    failures.onFailure("client", new AssertionError(frame.sequence() + " after " + last));
                }
                String id = new EventId(GENERATION, frame.sequence(), frame.offset()).toString();
                if (!frame.payload().toString(StandardCharsets.ISO_8859_1).startsWith("id: " + id + '\n')) {
                    failures.onFailure("client", new AssertionError(id + " has bytes of another"));
                }
                last = frame.sequence();
                bytes += frame.bytes();
                frame.release();
            }
            if (last < events) {
                request(request.acceptance(), next);
            }
        }

        @Override
        public void onCut(ReplaySource.Request request, long logStart) {
            failures.onFailure("client", new AssertionError("cut"));
        }

        @Override
        public void onUnreadable(ReplaySource.Request request) {
            // closed
        }
    }
}
