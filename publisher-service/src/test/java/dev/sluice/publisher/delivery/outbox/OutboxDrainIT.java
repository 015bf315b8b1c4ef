package dev.sluice.publisher.delivery.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.publisher.ControlLog;
import dev.sluice.publisher.delivery.outbox.DrainFixture.Held;
import dev.sluice.publisher.delivery.outbox.DrainFixture.Running;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing lost, nothing out of order, whichever process dies, and where. */
@Timeout(300)
class OutboxDrainIT {
    /** Within which a right that is withdrawn ends. */
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final DrainFixture fixture = new DrainFixture();

    /** A process may take its time to start on a machine that has much to do. */
    @BeforeAll
    static void bePatient() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aProcessKilledBetweenKafkasCommitAndPostgresLosesNothingAndKeepsTheOrder() throws Exception {
        assertNothingIsLostByKillsAt(DrainSteps.Step.RECORDS_COMMITTED);
    }

    /** Two processes are started and killed for each step. */
    @ParameterizedTest
    @Tag("faults")
    @EnumSource
    void aProcessKilledAtAnyStepLosesNothingAndKeepsTheOrder(DrainSteps.Step step) throws Exception {
        assertNothingIsLostByKillsAt(step);
    }

    private void assertNothingIsLostByKillsAt(DrainSteps.Step step) throws Exception {
        // Given
        fixture.commit(
                new OutboxStep.EnsureEventsTopic("gone", 1, 60_000, -1),
                DrainFixture.put(ControlTopic.APIS, "Default/gone"));
        fixture.commit(DrainFixture.put(ControlTopic.APIS, "Default/gone"));
        fixture.commit(
                new OutboxStep.Tombstone(ControlTopic.APIS, "Default/gone"), new OutboxStep.DeleteEventsTopic("gone"));
        fixture.commit(
                new OutboxStep.EnsureEventsTopic("here", 2, 60_000, -1),
                DrainFixture.put(ControlTopic.APIS, "Default/here"));
        fixture.commit(
                DrainFixture.put(ControlTopic.ACCESS, "client/a"), DrainFixture.put(ControlTopic.APIS, "Default/here"));

        // When
        boolean oncePerDrain = step == DrainSteps.Step.TOPIC_DELETED || step == DrainSteps.Step.ROWS_READ;
        kill(step, 1);
        kill(step, oncePerDrain ? 1 : 2);
        try (Running apis = running(ControlTopic.APIS, new SentMark());
                Running access = running(ControlTopic.ACCESS, new SentMark())) {
            await().until(() -> fixture.outboxSize() == 0);
        }

        // Then
        assertThat(held(fixture.topics.apis().name()))
                .extracting(Held::key, Held::version)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Default/gone", 2L),
                        org.assertj.core.groups.Tuple.tuple("Default/gone", 3L),
                        org.assertj.core.groups.Tuple.tuple("Default/gone", 4L),
                        org.assertj.core.groups.Tuple.tuple("Default/here", 7L),
                        org.assertj.core.groups.Tuple.tuple("Default/here", 9L));
        assertThat(held(fixture.topics.apis().name()).get(2).value()).isNull();
        assertThat(held(fixture.topics.access().name()))
                .extracting(Held::version)
                .containsExactly(8L);
        await().until(() -> !fixture.kafkaTopics().contains(fixture.topics.eventsName("gone")));
        assertThat(fixture.kafkaTopics()).contains(fixture.topics.eventsName("here"));
    }

    private void kill(DrainSteps.Step step, int time) throws Exception {
        Process process = DrainProcess.start(fixture, ControlTopic.APIS, step, time);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(DrainProcess.KILLED);
    }

    @Test
    void aFrozenDrainerThatWakesUpIsFencedAndChangesNothing() throws Exception {
        // Given
        CountDownLatch sent = new CountDownLatch(1);
        CountDownLatch thaw = new CountDownLatch(1);
        AtomicBoolean once = new AtomicBoolean();
        fixture.commit(DrainFixture.put(ControlTopic.ACCESS, "client/a"));
        Running frozen = new Running(fixture.drain(ControlTopic.ACCESS, new SentMark(), step -> {
            if (step == DrainSteps.Step.RECORDS_SENT && once.compareAndSet(false, true)) {
                sent.countDown();
                awaitQuietly(thaw);
            }
        }));
        sent.await();

        // When
        SentMark mark = new SentMark();
        try (Running standby = running(ControlTopic.ACCESS, mark)) {
            fixture.breakDrainersSession(ControlTopic.ACCESS);
            await().until(() -> fixture.outboxSize() == 0);
            thaw.countDown();
            long last = fixture.commit(DrainFixture.put(ControlTopic.ACCESS, "client/a"));

            // Then
            assertThat(mark.await(last, System.nanoTime() + TimeUnit.SECONDS.toNanos(60)))
                    .isEqualTo(SentMark.Sent.YES);
        }
        frozen.close();
        assertThat(held(fixture.topics.access().name()))
                .extracting(Held::version)
                .containsExactly(1L, 2L);
    }

    @Test
    void twoPublishersDoNotFenceEachOther() throws Exception {
        // Given
        SentMark first = new SentMark();
        SentMark second = new SentMark();
        try (Running one = running(ControlTopic.ACCESS, first);
                Running two = running(ControlTopic.ACCESS, second)) {
            awaitSent(first, fixture.commit(DrainFixture.put(ControlTopic.ACCESS, "client/0")));
            int epoch = fixture.producerEpoch(ControlTopic.ACCESS);

            // When
            for (int i = 1; i <= 20; i++) {
                long version = fixture.commit(DrainFixture.put(ControlTopic.ACCESS, "client/" + i));
                awaitSent(first, version);
                awaitSent(second, version);
            }

            // Then: each transaction raises the epoch by one, and so would each taking over
            assertThat(fixture.producerEpoch(ControlTopic.ACCESS)).isEqualTo(epoch + 20);
        }
        assertThat(held(fixture.topics.access().name())).hasSize(21);
    }

    @Test
    void aStandbyTakesOverFromAKilledProcess() throws Exception {
        // Given
        SentMark mark = new SentMark();
        Process drainer = DrainProcess.start(fixture, ControlTopic.ACCESS, DrainSteps.Step.RECORDS_COMMITTED, 2);
        long first = fixture.commit(DrainFixture.put(ControlTopic.ACCESS, "client/a"));
        await().until(() -> fixture.outboxSize() == 0);
        try (Running standby = running(ControlTopic.ACCESS, mark)) {

            // When
            long second = fixture.commit(DrainFixture.put(ControlTopic.ACCESS, "client/a"));

            // Then
            awaitSent(mark, second);
            assertThat(drainer.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(held(fixture.topics.access().name()))
                    .extracting(Held::version)
                    .containsExactly(first, second);
        }
    }

    @Test
    void aRightDoesNotWaitForATopicThatCannotBeMade() throws Exception {
        // Given
        SentMark apis = new SentMark();
        SentMark access = new SentMark();
        fixture.commit(
                new OutboxStep.EnsureEventsTopic("impossible", -7, 60_000, -1),
                DrainFixture.put(ControlTopic.APIS, "Default/impossible"));
        try (Running one = running(ControlTopic.APIS, apis);
                Running two = running(ControlTopic.ACCESS, access)) {
            await().until(apis::isStalled);

            // When
            long right = fixture.commit(DrainFixture.put(ControlTopic.ACCESS, "client/a"));

            // Then
            assertThat(access.await(right, System.nanoTime() + A_SECOND.toNanos()))
                    .isEqualTo(SentMark.Sent.YES);
            assertThat(fixture.outboxSize()).isEqualTo(2);
            double age = outboxAge(ControlTopic.APIS);
            assertThat(age).isPositive();
            await().until(() -> outboxAge(ControlTopic.APIS) > age + 1);
            assertThat(outboxAge(ControlTopic.ACCESS)).isZero();
        }
        assertThat(propagated(ControlTopic.ACCESS)).isEqualTo(1);
        assertThat(propagated(ControlTopic.APIS)).isZero();
        assertThat(held(fixture.topics.access().name()))
                .extracting(Held::version)
                .containsExactly(3L);
        assertThat(held(fixture.topics.apis().name())).isEmpty();
    }

    @Test
    void eachDrainKnowsAndSendsWhatIsForItsTopicAlone() throws Exception {
        // Given
        SentMark apis = new SentMark();
        SentMark access = new SentMark();
        fixture.commit(DrainFixture.put(ControlTopic.ACCESS, "client/a"));
        try (Running one = running(ControlTopic.APIS, apis)) {

            // When
            awaitSent(apis, 1);
            long api = fixture.commit(DrainFixture.put(ControlTopic.APIS, "Default/a"));
            awaitSent(apis, api);

            // Then
            assertThat(fixture.outboxSize()).isEqualTo(1);
            try (Running two = running(ControlTopic.ACCESS, access)) {
                awaitSent(access, 1);
            }
        }
    }

    private double outboxAge(ControlTopic topic) {
        return fixture.registry
                .get("sluice_publisher_outbox_age_seconds")
                .tag("topic", topic.text())
                .gauge()
                .value();
    }

    private long propagated(ControlTopic topic) {
        return fixture.registry
                .get("sluice_publisher_propagation")
                .tag("topic", topic.text())
                .timer()
                .count();
    }

    private Running running(ControlTopic topic, SentMark mark) {
        return new Running(fixture.drain(topic, mark, step -> {}));
    }

    private static void awaitSent(SentMark mark, long version) throws InterruptedException {
        assertThat(mark.await(version, System.nanoTime() + TimeUnit.SECONDS.toNanos(60)))
                .isEqualTo(SentMark.Sent.YES);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** The log as a reader takes it, repeats left out; every first occurrence has to come in the order of versions. */
    private List<Held> held(String kafkaTopic) {
        Map<String, Long> highest = new HashMap<>();
        List<Held> held = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> row : new ControlLog(fixture.bootstrapServers, kafkaTopic).read()) {
            long version = ControlLog.versionOf(row);
            if (version > highest.getOrDefault(row.key(), 0L)) {
                highest.put(row.key(), version);
                byte[] value = row.value();
                held.add(
                        new Held(row.key(), version, value == null ? null : new String(value, StandardCharsets.UTF_8)));
            }
        }
        return held;
    }
}
