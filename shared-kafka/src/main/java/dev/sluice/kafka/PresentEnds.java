package dev.sluice.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * How far there is to read: one question to Kafka at a time, for all callers that came before it, and without a caller each
 * second. A question that fails is asked again; its callers wait on. What is not reached after a second is asked again, too:
 * a log may have become shorter.
 *
 * <p>Confined to the reader's thread, but for {@link #ask}. Times are of {@link System#nanoTime}.
 */
final class PresentEnds {
    private static final Logger LOG = Logger.getLogger(PresentEnds.class);
    private static final long PROBE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long RETRY_NANOS = Duration.ofMillis(500).toNanos();

    private final List<TopicPartition> partitions;
    private final Function<Collection<TopicPartition>, CompletionStage<Map<TopicPartition, Long>>> kafka;
    private final Runnable wakeup;
    private final ConcurrentLinkedQueue<CompletableFuture<Void>> callers = new ConcurrentLinkedQueue<>();
    /** Under way, or answered and not reached. */
    private @Nullable Question question;
    /** What Kafka has answered; {@code null} = nothing yet. */
    private @Nullable Map<TopicPartition, Long> ends;
    /** The same question once more, while what was answered is not reached. */
    private @Nullable CompletableFuture<Map<TopicPartition, Long>> renewal;

    private long nextProbe;
    private long notBefore;

    private record Question(
            List<CompletableFuture<Void>> callers, CompletableFuture<Map<TopicPartition, Long>> answer) {}

    /**
     * @param kafka asks for the ends of partitions, and does not wait for the answer
     * @param wakeup ends a wait of the reader's thread; any thread
     */
    PresentEnds(
            List<TopicPartition> partitions,
            Function<Collection<TopicPartition>, CompletionStage<Map<TopicPartition, Long>>> kafka,
            Runnable wakeup) {
        this.partitions = partitions;
        this.kafka = kafka;
        this.wakeup = wakeup;
    }

    /** Completes when all that is there now has been read. Any thread. */
    CompletableFuture<Void> ask() {
        CompletableFuture<Void> read = new CompletableFuture<>();
        callers.add(read);
        wakeup.run();
        return read;
    }

    /** Nothing has been read: whatever was asked before is asked anew, and at once. */
    void onBeginning(long nanos) {
        giveBack();
        nextProbe = nanos;
        notBefore = nanos;
    }

    /** Asks if a caller waits, or if the last question was a second ago. */
    void askIfDue(long nanos) {
        if (ends != null) {
            renewIfDue(nanos);
            return;
        }
        boolean due = !callers.isEmpty() || nanos - nextProbe >= 0;
        if (question == null && due && nanos - notBefore >= 0) {
            nextProbe = nanos + PROBE_NANOS;
            List<CompletableFuture<Void>> served = takeCallers();
            question = new Question(served, kafka.apply(partitions).toCompletableFuture());
            question.answer().whenComplete((_, _) -> wakeup.run());
        }
    }

    private void renewIfDue(long nanos) {
        if (renewal == null && nanos - nextProbe >= 0) {
            nextProbe = nanos + PROBE_NANOS;
            CompletableFuture<Map<TopicPartition, Long>> asked =
                    kafka.apply(partitions).toCompletableFuture();
            renewal = asked;
            asked.whenComplete((_, _) -> wakeup.run());
        }
    }

    /** Takes the smaller end of each partition: what came later than the callers is not theirs to wait for. */
    private boolean takeRenewal(Map<TopicPartition, Long> aim) {
        CompletableFuture<Map<TopicPartition, Long>> asked = renewal;
        if (asked == null || !asked.isDone()) {
            return false;
        }
        renewal = null;
        if (asked.isCompletedExceptionally()) {
            return false;
        }
        Map<TopicPartition, Long> smaller = new HashMap<>(aim);
        asked.resultNow().forEach((partition, end) -> smaller.merge(partition, end, Math::min));
        ends = smaller;
        return true;
    }

    /** Returns whether Kafka has answered since this was called last. */
    boolean takeAnswer(long nanos) {
        Map<TopicPartition, Long> aim = ends;
        if (aim != null) {
            return takeRenewal(aim);
        }
        Question asked = question;
        if (asked == null || !asked.answer().isDone()) {
            return false;
        }
        if (asked.answer().isCompletedExceptionally()) {
            LOG.warnf(
                    "the end is not known, asking again: kafkaTopics=%s reason=%s",
                    partitions.stream().map(TopicPartition::topic).distinct().toList(),
                    asked.answer().exceptionNow());
            giveBack();
            notBefore = nanos + RETRY_NANOS;
            return false;
        }
        ends = asked.answer().resultNow();
        return true;
    }

    /**
     * Returns whether all has been read that was there when Kafka was asked.
     *
     * @param position the offset after the last that has been read
     */
    boolean isReached(ToLongFunction<TopicPartition> position) {
        Map<TopicPartition, Long> aim = ends;
        if (aim == null) {
            return false;
        }
        for (TopicPartition partition : partitions) {
            if (position.applyAsLong(partition) < aim.getOrDefault(partition, 0L)) {
                return false;
            }
        }
        return true;
    }

    /** All has been read: the callers get to know, and the next question may be asked. */
    void complete() {
        Question answered = question;
        question = null;
        ends = null;
        renewal = null;
        if (answered != null) {
            answered.callers().forEach(caller -> caller.complete(null));
        }
    }

    private List<CompletableFuture<Void>> takeCallers() {
        List<CompletableFuture<Void>> taken = new ArrayList<>();
        for (@Nullable CompletableFuture<Void> next = callers.poll(); next != null; next = callers.poll()) {
            if (!next.isDone()) {
                taken.add(next);
            }
        }
        return taken;
    }

    private void giveBack() {
        Question unanswered = question;
        question = null;
        ends = null;
        renewal = null;
        if (unanswered != null) {
            callers.addAll(unanswered.callers());
        }
    }
}
