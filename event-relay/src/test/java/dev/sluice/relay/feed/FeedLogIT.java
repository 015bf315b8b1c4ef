package dev.sluice.relay.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.kafka.EventRecords;
import dev.sluice.kafka.TopicSetup;
import dev.sluice.model.channel.Feed;
import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.event.RecordKind;
import dev.sluice.model.relay.FeedState;
import dev.sluice.model.relay.RelayStates;
import dev.sluice.model.topic.KafkaTopic;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.service.thread.ProcessExit;
import dev.sluice.service.thread.ServiceThreads;
import dev.sluice.testsupport.KafkaBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A log with the claim 0, which is ours; what is sent, and what others write between it. */
class FeedLogIT {
    private static final String CHANNEL = "prices";
    private static final String GENERATION = "abcdefghij";
    private static final byte[] DATA = {'1'};

    private final Map<String, Object> kafka =
            Map.of("bootstrap.servers", KafkaBroker.shared().bootstrapServers());
    private final KafkaTopics topics = new KafkaTopics(KafkaBroker.freshPrefix(), 1);
    private final Feed feed = new Feed(UUID.randomUUID().toString(), 0);
    private final TopicPartition partition = new TopicPartition(topics.eventsName(feed.apiId()), 0);
    private final Admin admin = Admin.create(kafka);
    private final LogMetadata metadata = new LogMetadata(admin);
    private final FeedReadBack readBack = new FeedReadBack(kafka, metadata, new ServiceThreads(ProcessExit.halting()));
    private final EventSender sender = new EventSender(kafka, Duration.ofSeconds(30), 1 << 20);
    private final KafkaProducer<String, byte[]> other =
            new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer());
    private final ScheduledExecutorService shard = Executors.newSingleThreadScheduledExecutor();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger held = new AtomicInteger();
    private final FeedLog log = new FeedLog(
            feed,
            partition,
            metadata,
            readBack,
            new RelayMeters(new SimpleMeterRegistry(), sender),
            shard,
            new FeedLog.Reader() {
                @Override
                public void onRead(FeedRecord record) {
                    heard.add("read " + record.sequence());
                }

                @Override
                public void onClaim(long offset) {
                    heard.add("claim " + offset);
                }

                @Override
                public void onHeldBack(FeedRecord record) {
                    heard.add("held back " + record.sequence());
                }

                @Override
                public void onMoved() {}

                @Override
                public void onLost(String reason) {
                    heard.add("lost");
                }
            });

    @BeforeEach
    void begin() throws Exception {
        KafkaTopic events = topics.events(feed.apiId(), 1, Duration.ofHours(1).toMillis(), 1L << 30);
        new TopicSetup(admin, 1, true).create(events);
        other.send(EventRecords.claimToSend(partition.topic(), 0, DATA)).get();
        RelayStates states = new RelayStates();
        String topicId = metadata.ends(partition).topicId();
        states.onFeed(feed, new FeedState(FeedState.SCHEMA, 0, 1, List.of(0L), topicId, "relay-1"));
        onShard(() -> {
            assertThat(log.open(states, Map.of())).isFalse();
            log.attach();
            return null;
        });
        var unused = shard.scheduleWithFixedDelay(log::takeAnswers, 0, 100, TimeUnit.MILLISECONDS); // a tenure's tick
    }

    @AfterEach
    void end() {
        readBack.close();
        shard.shutdownNow();
        other.close();
        sender.close();
        admin.close();
    }

    @Test
    void whatLiesAtTheNextOffsetIsKnownWithoutReading() throws Exception {
        // Given a reader that reads nothing

        // When
        send(1, 100);

        // Then
        await().untilAsserted(() -> assertThat(heard).containsExactlyElementsOf(readings(1, 100)));
        assertThat(onShard(log::position)).isEqualTo(101);
        assertThat(held).hasValue(0);
    }

    @Test
    void whereTheAnswersJumpTheLogIsReadAndNothingBehindAnothersClaimCounts() throws Exception {
        // Given a reader that reads nothing yet
        send(1, 3);
        sender.flushWithin(Duration.ofSeconds(30));
        other.send(EventRecords.claimToSend(partition.topic(), 0, DATA)).get();
        send(4, 6);
        takeAllAnswers();
        assertThat(heard).containsExactlyElementsOf(readings(1, 3));
        assertThat(onShard(log::position)).isEqualTo(4);
        assertThat(held).hasValue(3);

        // When
        readBack.start();

        // Then
        await().until(() -> onShard(log::position) == 8L);
        assertThat(heard).containsExactly("read 1", "read 2", "read 3", "claim 4");
        await().untilAsserted(() -> assertThat(held).hasValue(0));
    }

    @Test
    void behindWhatHadToBeReadTheAnswersAreTakenAgain() throws Exception {
        // Given
        send(1, 3);
        writeStale(4);
        send(4, 6);
        takeAllAnswers();
        assertThat(heard).containsExactlyElementsOf(readings(1, 3));
        readBack.start();
        await().untilAsserted(() -> assertThat(heard).containsExactlyElementsOf(readings(1, 6)));
        readBack.close();

        // When
        send(7, 9);

        // Then
        await().untilAsserted(() -> assertThat(heard).containsExactlyElementsOf(readings(1, 9)));
    }

    @Test
    void aClaimOfAnotherBehindTheLastRecordIsFoundWithoutSending() throws Exception {
        // Given
        readBack.start();
        send(1, 3);
        await().untilAsserted(() -> assertThat(heard).containsExactlyElementsOf(readings(1, 3)));

        // When
        other.send(EventRecords.claimToSend(partition.topic(), 0, DATA)).get();

        // Then
        await().atMost(Duration.ofSeconds(1)).until(() -> heard.contains("claim 4"));
    }

    @Test
    void recordsOfAnotherThatComeInBetweenAreReadAndCountForNothing() throws Exception {
        // Given
        readBack.start();
        int rounds = 200;

        // When
        for (int round = 0; round < rounds; round++) {
            send(1 + 10L * round, 10 + 10L * round);
            writeStale(11 + 10L * round);
        }

        // Then
        await().atMost(Duration.ofSeconds(30))
                .until(() -> onShard(log::position) == metadata.ends(partition).end());
        assertThat(heard).containsExactlyElementsOf(readings(1, 10L * rounds));
        await().untilAsserted(() -> assertThat(held).hasValue(0));
    }

    @Test
    void aRecordWhoseAnswerNamesNoPlaceIsRead() throws Exception {
        // Given
        readBack.start();
        InFlightRecord answeredTwice = onShard(() -> sent(1));
        other.send(EventRecords.toSend(partition.topic(), 0, record(1))).get();

        // When
        log.onAnswered(answeredTwice, -1, -1);
        send(2, 4);

        // Then
        await().untilAsserted(() -> assertThat(heard).containsExactlyElementsOf(readings(1, 4)));
    }

    @Test
    void whatComesBehindAFailedSendIsHeldBack() throws Exception {
        // Given
        InFlightRecord failed = onShard(() -> sent(1));

        // When
        log.onAnswered(failed, -1, -1);
        send(2, 3);

        // Then
        await().untilAsserted(() -> assertThat(heard).containsExactly("held back 2", "held back 3"));
    }

    @Test
    void aLogWhoseEndHasBeenCutOffIsLost() throws Exception {
        // Given
        send(1, 3);
        await().untilAsserted(() -> assertThat(heard).containsExactlyElementsOf(readings(1, 3)));

        // When its place 2 is given to another record
        InFlightRecord next = onShard(() -> sent(4));
        log.onAnswered(next, 2, 1);

        // Then
        await().until(() -> heard.contains("lost"));
        assertThat(heard)
                .containsExactlyElementsOf(Stream.concat(readings(1, 3).stream(), Stream.of("lost"))
                        .toList());
        assertThat(held).hasValue(0);
    }

    private void send(long first, long last) throws Exception {
        onShard(() -> {
            for (long sequence = first; sequence <= last; sequence++) {
                InFlightRecord sent = sent(sequence);
                sender.send(
                        EventRecords.toSend(partition.topic(), 0, record(sequence)),
                        (offset, timestamp, _) -> log.onAnswered(sent, offset, timestamp));
            }
            return null;
        });
    }

    private void takeAllAnswers() throws Exception {
        sender.flushWithin(Duration.ofSeconds(30));
        onShard(() -> {
            log.takeAnswers();
            return null;
        });
    }

    /** A record of an owner that has been fenced. */
    private void writeStale(long sequence) throws Exception {
        FeedRecord stale =
                FeedRecord.toCome(RecordKind.EVENT, CHANNEL, 77, GENERATION, sequence, false, null, null, DATA);
        other.send(EventRecords.toSend(partition.topic(), 0, stale)).get();
    }

    private InFlightRecord sent(long sequence) {
        held.incrementAndGet();
        InFlightRecord sent = new InFlightRecord(record(sequence), _ -> held.decrementAndGet());
        log.onSent(sent);
        return sent;
    }

    private static FeedRecord record(long sequence) {
        return FeedRecord.toCome(RecordKind.EVENT, CHANNEL, 0, GENERATION, sequence, false, null, null, DATA);
    }

    private static List<String> readings(long first, long last) {
        return new ArrayList<>(LongStream.rangeClosed(first, last)
                .mapToObj(sequence -> "read " + sequence)
                .toList());
    }

    private <T> T onShard(Callable<T> task) throws Exception {
        Future<T> done = shard.submit(task);
        return done.get();
    }
}
