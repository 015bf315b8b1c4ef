package dev.sluice.gateway.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.FailedThreads;
import dev.sluice.gateway.SampleApi;
import dev.sluice.gateway.access.AccessTable;
import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord.Application;
import dev.sluice.model.node.NodeRecord;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.service.node.NodeIdentity;
import dev.sluice.service.thread.ServiceThreads;
import dev.sluice.testsupport.KafkaBroker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeAnnouncerIT {
    private final KafkaTopics topics = new KafkaTopics(KafkaBroker.freshPrefix(), 2);
    private final DataPlaneState dataPlane = new DataPlaneState();
    private final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
    private ControlLog log;
    private final ServiceThreads threads = new ServiceThreads(new FailedThreads());
    private ControlPlane plane;
    private NodeAnnouncer announcer;
    private volatile boolean refusing;

    @BeforeEach
    void startGateway() throws Exception {
        String bootstrapServers = KafkaBroker.shared().bootstrapServers();
        log = ControlLog.over(bootstrapServers, topics);
        plane = new ControlPlane(
                Map.of("bootstrap.servers", bootstrapServers),
                log.admin(),
                topics,
                "Default",
                new AccessTable(),
                new KafkaContact(System::nanoTime, Duration.ofSeconds(5)),
                threads);
        announcer = new NodeAnnouncer(
                new NodeIdentity("gateway-1", "incarnation"),
                Duration.ofSeconds(5),
                "Default",
                plane,
                dataPlane,
                this::send,
                threads);
        plane.start();
        announcer.start();
    }

    @AfterEach
    void stopGateway() {
        announcer.close();
        plane.close();
        log.close();
    }

    @Test
    void itServesOnlyWhenTheControlTopicsAreReadAndTheDataPlaneIsBound() throws Exception {
        Report starting = next(report -> report.record().state() == NodeRecord.State.STARTING);
        assertThat(starting.record().address()).isNull();

        dataPlane.onBound("127.0.0.1:8280", () -> 7);

        Report serving = next(report -> report.record().state() == NodeRecord.State.SERVING);
        assertThat(serving.record().address()).isEqualTo("127.0.0.1:8280");
        assertThat(serving.record().connections()).isEqualTo(7);
    }

    @Test
    void aChangeIsReportedWithinTheMinimumPause() throws Exception {
        next(report -> true);
        long slowest = 0;

        for (int version = 1; version <= 40; version += 2) {
            long expected = version;
            log.api("Default/a", SampleApi.of("a").version(version));
            long written = System.nanoTime();
            Report apis = next(report -> report.record().apisVersion() == expected);
            log.access(
                    AccessKey.application("app"),
                    new Application(1, version + 1, "app", "App", "owner", "Unlimited", "APPROVED"));
            next(report -> report.record().accessVersion() == expected + 1);
            slowest = Math.max(slowest, apis.atNanos() - written);
        }

        // 100 ms of pause and what a busy machine adds; the promise that hangs on it is a second.
        assertThat(TimeUnit.NANOSECONDS.toMillis(slowest)).isLessThan(500);
    }

    @Test
    void aReportThatDoesNotArriveIsFollowedByANewer() throws Exception {
        next(report -> true);
        refusing = true;
        log.api("Default/a", SampleApi.of("a").version(1));
        next(report -> report.record().apisVersion() == 1);

        refusing = false;

        Report again = next(report -> report.record().apisVersion() == 1);
        assertThat(again.record().apisVersion()).isEqualTo(1);
    }

    @Test
    void aFailureIsReported() throws Exception {
        log.raw(topics.apis(), "Default/a", new byte[] {'?'}, 3, 1);

        Report failed = next(report -> report.record().apisVersion() == 3);

        assertThat(failed.record().failures())
                .extracting(NodeRecord.Failure::key)
                .containsExactly("Default/a");
    }

    @Test
    void aNodeThatLeavesHasSaidSoWhenDrainReturns() throws Exception {
        next(report -> true);

        announcer.drain();

        assertThat(reports).last().extracting(report -> report.record().state()).isEqualTo(NodeRecord.State.DRAINING);
    }

    private CompletionStage<Void> send(NodeRecord record) {
        reports.add(new Report(record, System.nanoTime()));
        return refusing
                ? CompletableFuture.failedFuture(new IllegalStateException("refused by the test"))
                : CompletableFuture.completedFuture(null);
    }

    private Report next(Predicate<Report> wanted) throws InterruptedException {
        for (; ; ) {
            Report report = reports.poll(20, TimeUnit.SECONDS);
            assertThat(report).as("a report").isNotNull();
            if (wanted.test(report)) {
                return report;
            }
        }
    }

    private record Report(NodeRecord record, long atNanos) {}
}
