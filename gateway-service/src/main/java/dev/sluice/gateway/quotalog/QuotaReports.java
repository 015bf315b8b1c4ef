package dev.sluice.gateway.quotalog;

import dev.sluice.gateway.quota.OwnConnections;
import dev.sluice.gateway.quota.OwnUse;
import dev.sluice.gateway.quota.QuotaTable;
import dev.sluice.model.quota.QuotaKey;
import dev.sluice.model.quota.QuotaRecord;
import dev.sluice.service.node.NodeIdentity;
import dev.sluice.service.thread.ServiceThreads;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reports to the other gateways what this one has delivered under limited plans: every 200 ms what has changed since, of 250
 * windows in each partition at most, and of the others 200 ms later. Values are cumulative, so one that Kafka did not take, or
 * took without an answer, is followed by a newer one; of each key one is under way at a time. While Kafka is away it counts on.
 *
 * <p>Records of windows are deleted a minute after their end. While that cannot be done they are left to {@link QuotaCleaner},
 * those of which Kafka has never taken one at once, so that what is kept has a bound. How many connections are open is written
 * within a second when it changes, and renewed every 5 s.
 *
 * <p>Its methods are thread safe; none but {@link #leave} waits.
 */
public final class QuotaReports implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(QuotaReports.class);
    private static final Duration PERIOD = Duration.ofMillis(200);
    private static final int TURNS_OF_CONNECTIONS = 5;

    private static final long RENEW_MILLIS = Duration.ofSeconds(5).toMillis();
    private static final long DELETE_AFTER_MILLIS = Duration.ofMinutes(1).toMillis();

    private final QuotaTable table;
    private final LiveGateways gateways;
    private final QuotaLog log;
    private final NodeIdentity identity;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    // What follows is confined to the timer; numbers are read by others a little late.
    private final Map<String, QuotaReport> windows = new HashMap<>();
    /** By counter: its open connections. */
    private final Map<String, QuotaReport> open = new HashMap<>();

    /** By partition. */
    private final List<ReportQueue> queues;

    private final List<CompletableFuture<Void>> whenIdle = new ArrayList<>();
    private boolean isLeaving;
    /** Whether it has left, as far as others are to know. */
    private boolean hasLeft;

    private boolean isKafkaAway;
    private long renewedMillis;
    private long turns;
    private long written;

    public QuotaReports(
            QuotaTable table,
            LiveGateways gateways,
            QuotaLog log,
            NodeIdentity identity,
            int partitions,
            Clock clock,
            ServiceThreads threads) {
        this.table = table;
        this.gateways = gateways;
        this.log = log;
        this.identity = identity;
        this.clock = clock;
        this.timer = threads.timer("quota-reports");
        this.queues = Stream.generate(ReportQueue::new).limit(partitions).toList();
    }

    public void start() {
        timer.scheduleAtFixedRate(this::turn, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns how many records Kafka has taken. */
    public long written() {
        return written;
    }

    /** Returns how many keys this gateway has in Kafka, or is to have. */
    public int keys() {
        return windows.size() + open.size();
    }

    /** Kafka may have lost what it had: all of it is written again. */
    public void writeAgain() {
        run(() -> {
            windows.values().forEach(this::doubt);
            open.values().forEach(this::doubt);
        });
    }

    /**
     * This gateway has no clients any more: reports the last that it has delivered, and then that no connection is open, and
     * that it is not there. Returns when Kafka has it, or after this time.
     */
    public void leave(Duration bound) throws InterruptedException {
        CompletableFuture<Void> idle = new CompletableFuture<>();
        run(() -> {
            isLeaving = true;
            whenIdle.add(idle);
            turn();
        });
        try {
            idle.get(bound.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException late) {
            LOG.warnf("Kafka may not have the last use of quotas: keys=%d", keys());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void turn() {
        long now = clock.millis();
        table.setGateways(gateways.count());
        table.takeChanged(this::onUse);
        boolean isDue = isLeaving || now - renewedMillis >= RENEW_MILLIS || now < renewedMillis;
        if (isDue) {
            renewedMillis = now;
            deleteClosed(now);
        }
        if (isDue || turns % TURNS_OF_CONNECTIONS == 0) {
            reportConnections(now, isDue);
        }
        turns++;
        send();
    }

    private void onUse(OwnUse use) {
        QuotaKey key = key(use.counter(), use.window().toString());
        QuotaReport report = windows.computeIfAbsent(
                key.toString(),
                text -> new QuotaReport(
                        text, key.partition(queues.size()), use.window().end().toEpochMilli() + DELETE_AFTER_MILLIS));
        want(report, QuotaRecord.ofWindow(use.events(), use.bytes()));
    }

    private void reportConnections(long now, boolean isDue) {
        Set<String> gone = new HashSet<>(open.keySet());
        for (OwnConnections own : ownConnections()) {
            gone.remove(own.counter());
            QuotaReport report = open.computeIfAbsent(own.counter(), counter -> {
                QuotaKey key = key(counter, QuotaKey.OPEN);
                return new QuotaReport(key.toString(), key.partition(queues.size()), Long.MAX_VALUE);
            });
            QuotaRecord last = report.wanted();
            if (isDue || last == null || last.connections() != own.connections()) {
                want(report, QuotaRecord.ofConnections(own.connections(), now));
            }
        }
        for (String counter : gone) {
            delete(open.get(counter));
        }
        open.values().removeIf(QuotaReport::isOver);
    }

    /** With the one record that says that this gateway is there. */
    private List<OwnConnections> ownConnections() {
        if (hasLeft) {
            return List.of();
        }
        List<OwnConnections> all = new ArrayList<>(table.ownConnections());
        all.add(new OwnConnections(LiveGateways.COUNTER, 0));
        return all;
    }

    private void deleteClosed(long now) {
        for (QuotaReport report : windows.values()) {
            if (report.deleteMillis() <= now) {
                delete(report);
            }
        }
        windows.values().removeIf(QuotaReport::isOver);
    }

    private void delete(@Nullable QuotaReport report) {
        if (report != null && report.wanted() != null) {
            want(report, null);
        }
    }

    private void want(QuotaReport report, @Nullable QuotaRecord record) {
        report.want(record);
        queue(report);
    }

    private void doubt(QuotaReport report) {
        report.doubt();
        queue(report);
    }

    private void queue(QuotaReport report) {
        queues.get(report.partition()).add(report);
    }

    private void send() {
        queues.forEach(this::sendFrom);
        if (isLeaving && !hasLeft && isIdle()) {
            hasLeft = true;
            reportConnections(clock.millis(), true);
            queues.forEach(this::sendFrom);
        }
        if (isIdle()) {
            whenIdle.forEach(idle -> idle.complete(null));
            whenIdle.clear();
        }
    }

    private boolean isIdle() {
        return queues.stream().allMatch(ReportQueue::isIdle);
    }

    private void sendFrom(ReportQueue queue) {
        for (QuotaReport next = queue.take(); next != null; next = queue.take()) {
            append(next);
        }
    }

    private void append(QuotaReport report) {
        log.append(report.partition(), report.key(), report.value())
                .whenComplete((_, failed) -> run(() -> onWritten(report, failed)));
    }

    private void onWritten(QuotaReport report, @Nullable Throwable failed) {
        queues.get(report.partition()).onAnswer(report, failed != null);
        if (failed == null) {
            written++;
            isKafkaAway = false;
        } else if (!isKafkaAway) {
            isKafkaAway = true;
            LOG.warnf("the use of quotas waits for Kafka: keys=%d reason=%s", keys(), failed);
        }
        if (isLeaving && failed == null) {
            send();
        }
    }

    private QuotaKey key(String counter, String window) {
        return new QuotaKey(counter, window, identity.nodeId(), identity.incarnation());
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
