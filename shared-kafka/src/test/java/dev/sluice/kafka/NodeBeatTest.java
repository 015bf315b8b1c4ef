package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.node.NodeRecord;
import dev.sluice.service.thread.ServiceThreads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodeBeatTest {
    private final BlockingQueue<NodeRecord> reports = new LinkedBlockingQueue<>();
    private final CompletableFuture<Throwable> exit = new CompletableFuture<>();
    private volatile NodeRecord now = record(NodeRecord.State.SERVING, 0, 0);
    private volatile boolean refusing;
    private final NodeBeat beat = every(Duration.ofSeconds(5));

    private NodeBeat every(Duration period) {
        return new NodeBeat(period, () -> now, this::send, new ServiceThreads((_, cause) -> exit.complete(cause)));
    }

    @AfterEach
    void stop() {
        beat.close();
        assertThat(exit).isNotDone();
    }

    @Test
    void aChangeIsReportedBeforeTheNextBeatButNotForTheNumberOfConnectionsAlone() throws Exception {
        beat.start();
        assertThat(next()).isEqualTo(now);

        now = record(NodeRecord.State.SERVING, 0, 7);
        beat.onChange();
        now = record(NodeRecord.State.SERVING, 1, 8);
        beat.onChange();

        assertThat(next()).isEqualTo(record(NodeRecord.State.SERVING, 1, 8));
    }

    @Test
    void aNodeReportsWithoutAnyChangeTooAsOftenAsItIsTold() throws Exception {
        try (NodeBeat often = every(Duration.ofMillis(500))) {
            long began = System.nanoTime();
            often.start();

            for (int i = 0; i < 3; i++) {
                assertThat(next()).isEqualTo(now);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(Duration.ofMillis(950), Duration.ofSeconds(9));
        }
    }

    @Test
    void aBeatThatReadersWouldMissIsNamed() {
        assertThatThrownBy(() -> every(Duration.ofSeconds(6)))
                .hasMessage("sluice.node.beat must be 500ms to 5s, is 6000 ms");
    }

    @Test
    void stepsOnTheWayToServingNeedNotBeTold() throws Exception {
        now = record(NodeRecord.State.STARTING, 0, 0);
        beat.start();
        assertThat(next()).isEqualTo(now);

        now = record(NodeRecord.State.SERVING, 0, 0);

        assertThat(next()).isEqualTo(now);
    }

    @Test
    void aReportThatDoesNotArriveIsFollowedByANewer() throws Exception {
        refusing = true;
        beat.start();
        assertThat(next()).isEqualTo(now);

        refusing = false;

        assertThat(next()).isEqualTo(now);
    }

    @Test
    void aStateThatIsWaitedForHasArrived() throws Exception {
        beat.start();
        now = record(NodeRecord.State.DRAINING, 0, 0);
        beat.onChange();

        beat.awaitArrived(NodeRecord.State.DRAINING, Duration.ofSeconds(10));

        assertThat(reports).last().isEqualTo(now);
    }

    @Test
    void noStateIsWaitedForBeyondItsBound() throws Exception {
        refusing = true;
        beat.start();
        assertThat(next()).isEqualTo(now);

        long began = System.nanoTime();

        beat.awaitArrived(NodeRecord.State.SERVING, Duration.ofMillis(50));

        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofMillis(50), Duration.ofSeconds(10));
    }

    private CompletionStage<Void> send(NodeRecord record) {
        boolean refused = refusing;
        reports.add(record);
        return refused
                ? CompletableFuture.failedFuture(new IllegalStateException("refused by the test"))
                : CompletableFuture.completedFuture(null);
    }

    private NodeRecord next() throws InterruptedException {
        NodeRecord report = reports.poll(20, TimeUnit.SECONDS);
        assertThat(report).as("a report").isNotNull();
        return report;
    }

    private static NodeRecord record(NodeRecord.State state, long version, int connections) {
        return new NodeRecord(
                NodeRecord.SCHEMA,
                NodeRecord.Kind.GATEWAY,
                "incarnation",
                "Default",
                state,
                version,
                0,
                List.of(),
                connections,
                "127.0.0.1:8280");
    }
}
