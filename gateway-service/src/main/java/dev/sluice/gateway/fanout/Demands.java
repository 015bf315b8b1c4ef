package dev.sluice.gateway.fanout;

import dev.sluice.model.node.DemandRecord;
import dev.sluice.model.wire.Wire;
import dev.sluice.service.thread.ServiceThreads;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What this gateway wants pulled. A channel's demand is written when its first client here wants it, and withdrawn a
 * second after the last one has gone. It lives as long as this incarnation does, so it is never repeated.
 *
 * <p>Its public methods are thread safe and do not block; the records of one channel are written in order.
 */
public final class Demands implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Demands.class);
    private static final Duration LINGER = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    /** What the log has last of a channel's demand. */
    private enum Written {
        VALUE,
        /** Or nothing, which says the same. */
        TOMBSTONE,
        LEFT_AT_ONCE,
        /** A write failed that Kafka may have taken. */
        UNKNOWN
    }

    /** One channel. Confined to the thread. */
    private static final class Demand {
        private final ChannelRef ref;
        private int clients;
        private Written written = Written.TOMBSTONE;
        private boolean writing;
        /** Whether the relays are asked not to keep it once it is not wanted. */
        private boolean atOnce;

        private long left;

        Demand(ChannelRef ref) {
            this.ref = ref;
        }

        private Written wanted() {
            if (clients > 0) {
                return Written.VALUE;
            }
            return atOnce ? Written.LEFT_AT_ONCE : Written.TOMBSTONE;
        }

        private boolean isSettled() {
            Written wanted = wanted();
            return written == wanted || wanted == Written.TOMBSTONE && written == Written.LEFT_AT_ONCE;
        }
    }

    private final DemandLog log;
    private final String nodeId;
    private final String incarnation;
    private final int shards;
    private final Map<String, Demand> demands = new HashMap<>();
    private final ScheduledExecutorService thread;

    public Demands(DemandLog log, String nodeId, String incarnation, int shards, ServiceThreads threads) {
        this.thread = threads.timer("demands");
        this.log = log;
        this.nodeId = nodeId;
        this.incarnation = incarnation;
        this.shards = shards;
    }

    /** A client wants the channel. */
    public void want(ChannelRef ref) {
        run(() -> {
            Demand demand = demands.computeIfAbsent(ref.key(), _ -> new Demand(ref));
            demand.clients++;
            demand.atOnce = false;
            settle(demand);
        });
    }

    /** A client that wanted it has gone. */
    public void release(ChannelRef ref) {
        run(() -> {
            Demand demand = demands.get(ref.key());
            if (demand == null || demand.clients == 0) {
                throw new IllegalStateException("released without having wanted: " + ref.key());
            }
            demand.clients--;
            demand.left = System.nanoTime();
            if (demand.clients == 0) {
                later(demand, LINGER);
            }
        });
    }

    /** The channel is not worth waiting for: unless a client here wants it, the relays are asked to leave it at once. */
    public void leaveAtOnce(ChannelRef ref) {
        run(() -> {
            Demand demand = demands.computeIfAbsent(ref.key(), _ -> new Demand(ref));
            if (demand.clients == 0) {
                demand.atOnce = true;
                settle(demand);
            }
        });
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** Brings what is written in line with what is wanted; one write of a channel at a time, so their order is kept. */
    private void settle(Demand demand) {
        if (demand.writing) {
            return;
        }
        if (demand.isSettled()) {
            if (demand.clients == 0) {
                demands.remove(demand.ref.key(), demand);
            }
            return;
        }
        Written wanted = demand.wanted();
        if (wanted == Written.TOMBSTONE && System.nanoTime() - demand.left < LINGER.toNanos()) {
            later(demand, LINGER);
            return;
        }
        demand.writing = true;
        append(demand, wanted);
    }

    private void append(Demand demand, Written wanted) {
        ChannelRef ref = demand.ref;
        byte[] value = Wire.write(new DemandRecord(
                DemandRecord.SCHEMA,
                incarnation,
                ref.channel().apiId(),
                ref.channel().environment(),
                ref.channel().keyType(),
                ref.topic(),
                ref.channel().path(),
                ref.channel().query()));
        log.append(
                        ref.feed().shard(shards),
                        DemandRecord.key(ref.key(), nodeId),
                        wanted == Written.VALUE ? value : null,
                        wanted == Written.LEFT_AT_ONCE)
                .whenComplete((_, failed) -> onWritten(demand, wanted, failed));
    }

    private void onWritten(Demand demand, Written written, @Nullable Throwable failed) {
        run(() -> {
            demand.writing = false;
            if (failed == null) {
                demand.written = written;
                settle(demand);
            } else {
                demand.written = Written.UNKNOWN;
                LOG.warnv(
                        "a demand could not be written, trying again: channel={0} reason={1}",
                        demand.ref.key(), failed.getMessage());
                later(demand, AGAIN);
            }
        });
    }

    private void later(Demand demand, Duration delay) {
        thread.schedule(() -> settle(demand), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** After the end nothing is wanted any more: this incarnation's demands end with it. */
    private void run(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException ended) {
            if (!thread.isShutdown()) {
                throw ended;
            }
        }
    }
}
