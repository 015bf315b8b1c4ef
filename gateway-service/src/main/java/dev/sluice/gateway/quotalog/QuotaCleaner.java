package dev.sluice.gateway.quotalog;

import dev.sluice.kafka.LogReader;
import dev.sluice.model.wire.Wire;
import dev.sluice.service.thread.ServiceThreads;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Deletes what gateways that were killed have left behind: records of windows that ended more than ten minutes ago, and of
 * connections that were reported so long ago. Every gateway does it every ten minutes or so, at times of its own; what two of
 * them delete is deleted once.
 */
public final class QuotaCleaner implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(QuotaCleaner.class);
    private static final long LEFT_MILLIS = Duration.ofMinutes(10).toMillis();
    private static final long PERIOD_MILLIS = Duration.ofMinutes(10).toMillis();
    private static final long SOON_MILLIS = Duration.ofSeconds(30).toMillis();
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long MAX_READ_NANOS = Duration.ofSeconds(20).toNanos();
    private static final int MAX_KEYS = 100_000;
    private static final int MAX_UNDER_WAY = 1000;
    private static final int MAX_ANSWER_SECONDS = 10;

    private final Map<String, Object> kafka;
    private final List<TopicPartition> partitions;
    private final QuotaLog log;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    /** Read by others a little late. */
    private long deleted;

    /** @param kafka settings of its reader, {@code bootstrap.servers} at least */
    public QuotaCleaner(
            Map<String, Object> kafka,
            Collection<TopicPartition> partitions,
            QuotaLog log,
            Clock clock,
            ServiceThreads threads) {
        this.kafka = Map.copyOf(kafka);
        this.partitions = List.copyOf(partitions);
        this.log = log;
        this.clock = clock;
        this.timer = threads.timer("quota-cleaner");
    }

    public void start() {
        later(ThreadLocalRandom.current().nextLong(PERIOD_MILLIS));
    }

    /** Returns how many records it has deleted. */
    public long deleted() {
        return deleted;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void later(long millis) {
        timer.schedule(this::everyPeriod, millis, TimeUnit.MILLISECONDS);
    }

    private @Nullable Void everyPeriod() throws InterruptedException {
        boolean all = false;
        try {
            all = clean();
        } catch (KafkaException away) {
            LOG.warnf("old records of quotas are left for later: reason=%s", away);
        }
        long jitter = ThreadLocalRandom.current().nextLong(PERIOD_MILLIS / 5);
        later((all ? PERIOD_MILLIS : SOON_MILLIS) + jitter);
        return null;
    }

    /** Deletes what is old now; returns whether that was all. */
    boolean clean() throws InterruptedException {
        Map<String, Integer> old = new LinkedHashMap<>();
        boolean all;
        try (LogReader reader = new LogReader(kafka, partitions)) {
            Old sink = new Old(old, clock.millis() - LEFT_MILLIS);
            long deadline = System.nanoTime() + MAX_READ_NANOS;
            while (!reader.isCaughtUp() && System.nanoTime() < deadline) {
                reader.poll(POLL, sink::onRecord);
            }
            all = reader.isCaughtUp() && old.size() < MAX_KEYS;
        }
        return delete(List.copyOf(old.entrySet())) && all;
    }

    private boolean delete(List<Map.Entry<String, Integer>> keys) throws InterruptedException {
        for (int from = 0; from < keys.size(); from += MAX_UNDER_WAY) {
            List<CompletableFuture<?>> sent = new ArrayList<>();
            for (Map.Entry<String, Integer> key : keys.subList(from, Math.min(keys.size(), from + MAX_UNDER_WAY))) {
                sent.add(log.append(key.getValue(), key.getKey(), null).toCompletableFuture());
            }
            try {
                CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
                        .get(MAX_ANSWER_SECONDS, TimeUnit.SECONDS);
                deleted += sent.size();
            } catch (ExecutionException | TimeoutException away) {
                LOG.warnf("old records of quotas are left for later: keys=%d reason=%s", keys.size() - from, away);
                return false;
            }
        }
        return true;
    }

    /** Collects the keys of what is old. */
    private static final class Old {
        private final QuotaKeyReader keys = new QuotaKeyReader();
        /** With its partition. */
        private final Map<String, Integer> old;

        private final long beforeMillis;

        Old(Map<String, Integer> old, long beforeMillis) {
            this.old = old;
            this.beforeMillis = beforeMillis;
        }

        void onRecord(ConsumerRecord<String, byte[]> row) {
            if (row.value() == null || !isOld(row)) {
                old.remove(row.key());
            } else if (old.size() < MAX_KEYS) {
                old.put(row.key(), row.partition());
            }
        }

        private boolean isOld(ConsumerRecord<String, byte[]> row) {
            try {
                QuotaKeyReader.Parts key = keys.read(row.key());
                long millis = key.window() == null
                        ? Wire.readQuota(row.value()).at()
                        : key.window().end().toEpochMilli();
                return millis < beforeMillis;
            } catch (RuntimeException unreadable) { // a reader of another release may know it
                return false;
            }
        }
    }
}
