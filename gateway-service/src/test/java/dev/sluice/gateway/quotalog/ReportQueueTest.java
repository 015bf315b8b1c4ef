package dev.sluice.gateway.quotalog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.quota.QuotaRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportQueueTest {
    private final ReportQueue queue = new ReportQueue();

    @Test
    void useIsWrittenBeforeWhatIsToBeDeleted() {
        List<QuotaReport> closed = taken(600);
        closed.forEach(this::delete);
        QuotaReport open = use("open", 1);

        assertThat(queue.take()).isSameAs(open);
    }

    @Test
    void whatIsUsedAgainDoesNotWaitWithWhatIsToBeDeletedAndIsNotDeleted() {
        List<QuotaReport> closed = taken(3);
        closed.forEach(this::delete);
        QuotaReport again = closed.getLast();

        again.want(QuotaRecord.ofWindow(2, 2));
        queue.add(again);

        assertThat(queue.take()).isSameAs(again);
        queue.onAnswer(again, false);
        assertThat(takeAll()).containsExactlyElementsOf(closed.subList(0, 2));
    }

    @Test
    void whatIsToBeDeletedBeforeItWasWrittenIsDeletedOnce() {
        QuotaReport report = taken(1).getFirst();
        report.want(QuotaRecord.ofWindow(2, 2));
        queue.add(report);

        delete(report);

        assertThat(queue.take()).isSameAs(report);
        assertThat(report.value()).isNull();
        queue.onAnswer(report, false);
        assertThat(queue.take()).isNull();
        assertThat(report.isOver()).isTrue();
        assertThat(queue.isIdle()).isTrue();
    }

    @Test
    void whatKafkaHasNeverTakenIsGivenUp() {
        QuotaReport report = use("a", 1);
        requireNonNull(queue.take());
        queue.onAnswer(report, true);

        delete(report);

        assertThat(report.isOver()).isTrue();
        assertThat(queue.take()).isNull();
    }

    @Test
    void whatCannotBeDeletedForLongIsLeftToTheCleaners() {
        List<QuotaReport> closed = taken(ReportQueue.MAX_DELETIONS + 7);

        closed.forEach(this::delete);

        assertThat(closed.stream().filter(QuotaReport::isOver)).hasSize(7);
    }

    @Test
    void whileKafkaSaysNothingNoMoreAreUnderWay() {
        IntStream.range(0, 1000).forEach(i -> use("a" + i, 1));

        assertThat(takeAll()).hasSize(250);
        assertThat(queue.isIdle()).isFalse();
    }

    /** Of which Kafka has a record. */
    private List<QuotaReport> taken(int count) {
        List<QuotaReport> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            QuotaReport report = use("closed" + i, 1);
            assertThat(queue.take()).isSameAs(report);
            queue.onAnswer(report, false);
            all.add(report);
        }
        return all;
    }

    private QuotaReport use(String key, long events) {
        QuotaReport report = new QuotaReport(key, 0, 0);
        report.want(QuotaRecord.ofWindow(events, events));
        queue.add(report);
        return report;
    }

    private void delete(QuotaReport report) {
        report.want(null);
        queue.add(report);
    }

    private List<QuotaReport> takeAll() {
        List<QuotaReport> all = new ArrayList<>();
        for (QuotaReport next = queue.take(); next != null; next = queue.take()) {
            all.add(next);
        }
        return all;
    }
}
