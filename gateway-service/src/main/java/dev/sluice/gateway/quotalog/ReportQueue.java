package dev.sluice.gateway.quotalog;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written to one partition: use before deletions, which others would do, too. One partition that takes nothing
 * keeps no other one waiting. For one thread.
 */
final class ReportQueue {
    private static final int MAX_UNDER_WAY = 250;
    /** More of them are left to the cleaners of all gateways. */
    static final int MAX_DELETIONS = 5_000;

    private final Deque<QuotaReport> use = new ArrayDeque<>();
    private final Deque<QuotaReport> deletions = new ArrayDeque<>();
    private int underWay;

    void add(QuotaReport report) {
        if (!report.isDue()) {
            return;
        }
        if (report.isDeletion() && (report.isNeverTaken() || deletions.size() >= MAX_DELETIONS)) {
            report.giveUp();
        } else if (report.becomesQueued()) {
            (report.isDeletion() ? deletions : use).add(report);
        }
    }

    /** Returns what is to be sent now, and is under way from then on; {@code null} = nothing. */
    @Nullable
    QuotaReport take() {
        if (underWay >= MAX_UNDER_WAY) {
            return null;
        }
        QuotaReport next = poll(use, false);
        if (next == null) {
            next = poll(deletions, true);
        }
        if (next != null) {
            next.onSent();
            underWay++;
        }
        return next;
    }

    /** One that is to say something else by now is in the other queue, too. */
    private @Nullable QuotaReport poll(Deque<QuotaReport> queue, boolean toDelete) {
        for (QuotaReport next = queue.poll(); next != null; next = queue.poll()) {
            next.onDequeued(toDelete);
            if (next.isDue() && next.isDeletion() == toDelete) {
                return next;
            }
        }
        return null;
    }

    /** @param failed whether Kafka may not have it */
    void onAnswer(QuotaReport report, boolean failed) {
        underWay--;
        report.onAnswer(failed);
        add(report);
    }

    boolean isIdle() {
        return underWay == 0 && use.isEmpty() && deletions.isEmpty();
    }
}
