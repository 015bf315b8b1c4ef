package dev.sluice.gateway.usage;

import dev.sluice.model.usage.UsageRecord;
import dev.sluice.service.thread.ServiceThreads;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reports what all loops have counted: every ten seconds, so also when a minute is over, what Kafka does not have yet. Numbers
 * are cumulative within a minute, so one that arrives twice, or after a failure that was none, changes nothing.
 *
 * <p>An event counts in the minute in which its loop was asked before, so that it is never left out at the end of one. While
 * Kafka is away an hour is kept; what is older is dropped, and counted.
 *
 * <p>Its methods are thread safe; none but {@link #flush} waits.
 */
public final class UsageReporter implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(UsageReporter.class);
    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final int MAX_MINUTES = 60;
    private static final int MAX_ENTRIES = 200_000;
    private static final int MAX_UNDER_WAY = 1000;

    /** The node that reports. */
    public record Reporter(String nodeId, String incarnation, String environment) {}

    private final UsageLog log;
    private final Reporter reporter;
    private final List<LoopUsage> loops;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    // What follows is confined to the timer; the numbers are read by others a little late.
    private final MinuteUsage minutes = new MinuteUsage(MAX_MINUTES, MAX_ENTRIES);
    private final Deque<MinuteUsage.Entry> queue = new ArrayDeque<>();
    private final List<CompletableFuture<Void>> flushes = new ArrayList<>();
    private long takenMillis;
    private boolean isTaking;
    private boolean takeAgain;
    private boolean sendAgain;
    private boolean isKafkaAway;
    private int underWay;
    private long written;

    public UsageReporter(UsageLog log, Reporter reporter, List<LoopUsage> loops, Clock clock, ServiceThreads threads) {
        this.log = log;
        this.reporter = reporter;
        this.loops = List.copyOf(loops);
        this.clock = clock;
        this.timer = threads.timer("usage");
        this.takenMillis = clock.millis();
    }

    public void start() {
        schedule();
    }

    /** Returns how many records Kafka has taken. */
    public long written() {
        return written;
    }

    /** Returns how many records are kept: those of the present minute, and those that Kafka does not have. */
    public int kept() {
        return minutes.size();
    }

    /** Returns how many records were dropped, since Kafka has been away for too long. */
    public long dropped() {
        return minutes.dropped();
    }

    /** Reports what was counted until now; returns when Kafka has it, or cannot take it, or after this time. */
    public void flush(Duration bound) throws InterruptedException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        run(() -> {
            flushes.add(done);
            take();
        });
        try {
            done.get(bound.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException late) {
            LOG.warnf("Kafka may not have the last usage: records=%d", kept());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void schedule() {
        long period = PERIOD.toMillis();
        timer.schedule(this::everyPeriod, period - Math.floorMod(clock.millis(), period), TimeUnit.MILLISECONDS);
    }

    private void everyPeriod() {
        schedule();
        take();
    }

    private void take() {
        if (isTaking) {
            takeAgain = true;
            return;
        }
        isTaking = true;
        takeAgain = false;
        long now = clock.millis();
        List<CompletableFuture<List<UsageAmounts>>> asked =
                loops.stream().map(LoopUsage::take).toList();
        CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).thenRun(() -> run(() -> onTaken(now, asked)));
    }

    private void onTaken(long now, List<CompletableFuture<List<UsageAmounts>>> loopAmounts) {
        isTaking = false;
        loopAmounts.forEach(amounts -> minutes.add(takenMillis, amounts.join()));
        minutes.endMinute(now);
        takenMillis = now;
        sendAgain = true;
        send();
        if (takeAgain) {
            take();
        }
    }

    private void send() {
        if (underWay == 0 && sendAgain) {
            sendAgain = false;
            queue.addAll(minutes.waiting());
        }
        while (underWay < MAX_UNDER_WAY && !queue.isEmpty()) {
            MinuteUsage.Entry entry = queue.remove();
            long changes = entry.changes();
            underWay++;
            log.append(record(entry)).whenComplete((_, failed) -> run(() -> onWritten(entry, changes, failed)));
        }
        if (underWay == 0 && !isTaking) {
            minutes.forget();
            flushes.forEach(flush -> flush.complete(null));
            flushes.clear();
        }
    }

    private void onWritten(MinuteUsage.Entry entry, long changes, @Nullable Throwable failed) {
        underWay--;
        if (failed == null) {
            written++;
            isKafkaAway = false;
            minutes.onWritten(entry, changes);
        } else {
            if (!isKafkaAway) {
                isKafkaAway = true;
                LOG.warnf("usage waits for Kafka: records=%d reason=%s", kept(), failed);
            }
            queue.clear(); // all of it is tried again in ten seconds
            sendAgain = false;
        }
        send();
    }

    private UsageRecord record(MinuteUsage.Entry entry) {
        UsageAmounts amounts = entry.amounts();
        UsageDimensions dimensions = amounts.dimensions();
        return new UsageRecord(
                UsageRecord.SCHEMA,
                entry.minute(),
                reporter.nodeId(),
                reporter.incarnation(),
                reporter.environment(),
                dimensions.apiId(),
                dimensions.topic(),
                dimensions.applicationId(),
                dimensions.subscriptionId(),
                dimensions.plan(),
                dimensions.keyType(),
                amounts.events(),
                amounts.bytes(),
                amounts.replayed(),
                amounts.opened(),
                amounts.closed(),
                entry.open(),
                entry.apiKeys());
    }

    /** After the end there is nothing to report any more. */
    private void run(Runnable task) {
        try {
            timer.execute(task);
        } catch (RejectedExecutionException ended) {
            if (!timer.isShutdown()) {
                throw ended;
            }
        }
    }
}
