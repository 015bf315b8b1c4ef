package dev.sluice.gateway.delivery;

import dev.sluice.gateway.fanout.FailFastLoop;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The timer of an event loop's open streams: a coarse wheel of which each tick serves one bucket, so that each stream has its
 * turn twice a second. A stream is only touched when it is due: thousands of them do not fit into the core's cache.
 *
 * <p>Confined to its event loop.
 */
final class TimerWheel {
    private static final int BUCKETS = 10;
    static final int TICK_MILLIS = 50;
    /** When the wall clock has moved so far against the other, what was due by it may be due now. */
    private static final long CLOCK_STEP_MILLIS = 100;

    /** Where a stream is in the wheel, so that it can be removed at once. */
    static final class Handle {
        private final int bucket;
        private int index;

        Handle(int bucket, int index) {
            this.bucket = bucket;
            this.index = index;
        }
    }

    /** Streams that have their turn together, and when each is due, by {@link System#nanoTime()}. */
    private static final class Bucket {
        private static final int SMALLEST = 16;

        private final List<ClientStream> streams = new ArrayList<>();
        private long[] due = new long[SMALLEST];

        /** Adds a stream and returns its index. */
        int add(ClientStream stream, long nanos) {
            int index = streams.size();
            if (index == due.length) {
                due = Arrays.copyOf(due, index * 2);
            }
            streams.add(stream);
            due[index] = nanos;
            return index;
        }

        void remove(int index) {
            ClientStream last = streams.removeLast();
            int end = streams.size();
            if (index < end) {
                streams.set(index, last);
                due[index] = due[end];
                last.handle().index = index;
            }
        }

        void expire(long nanos, long millis) {
            for (int i = streams.size() - 1; i >= 0; i--) {
                if (i < streams.size() && nanos - due[i] >= 0) {
                    ClientStream stream = streams.get(i);
                    long next = stream.onTimer(nanos, millis);
                    if (i < streams.size() && streams.get(i) == stream) {
                        due[i] = next;
                    }
                }
            }
        }

        void forEach(Consumer<ClientStream> visit) {
            for (int i = streams.size() - 1; i >= 0; i--) {
                if (i < streams.size()) {
                    visit.accept(streams.get(i));
                }
            }
        }
    }

    private final List<Bucket> buckets =
            Stream.generate(Bucket::new).limit(BUCKETS).toList();
    private final LongConsumer everyTick;
    private final Runnable everyTurn;
    private @Nullable ScheduledFuture<?> timer;
    private long clockDifference;
    private int current;
    private int nextBucket;

    /**
     * @param everyTick is given the time of each tick, in nanoseconds
     * @param everyTurn is run twice a second
     */
    TimerWheel(LongConsumer everyTick, Runnable everyTurn) {
        this.everyTick = everyTick;
        this.everyTurn = everyTurn;
    }

    void start(EventLoop loop, FailFastLoop failFast) {
        timer = loop.scheduleWithFixedDelay(
                () -> failFast.run(this::tick), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void stop() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    /** Adds a stream, which is due at its next turn. */
    Handle add(ClientStream stream) {
        nextBucket = (nextBucket + 1) % BUCKETS;
        return new Handle(nextBucket, buckets.get(nextBucket).add(stream, System.nanoTime()));
    }

    void remove(Handle handle) {
        buckets.get(handle.bucket).remove(handle.index);
    }

    /** Makes a stream due at its next turn. */
    void expireSoon(Handle handle) {
        buckets.get(handle.bucket).due[handle.index] = System.nanoTime();
    }

    /** Visits all streams, of which any may be removed meanwhile. */
    void forEach(Consumer<ClientStream> visit) {
        buckets.forEach(bucket -> bucket.forEach(visit));
    }

    int size() {
        int size = 0;
        for (int i = 0; i < BUCKETS; i++) {
            size += buckets.get(i).streams.size();
        }
        return size;
    }

    /** Visits this many streams; the visit has to remove each. */
    void removeSome(int count, Consumer<ClientStream> visit) {
        int left = count;
        for (int i = 0; i < BUCKETS; i++) {
            List<ClientStream> bucket = buckets.get(i).streams;
            for (; left > 0 && !bucket.isEmpty(); left--) {
                visit.accept(bucket.getLast());
            }
        }
    }

    private void tick() {
        current = (current + 1) % BUCKETS;
        long nanos = System.nanoTime();
        everyTick.accept(nanos);
        if (current == 0) {
            everyTurn.run();
        }
        long millis = System.currentTimeMillis();
        if (hasClockStepped(nanos, millis)) {
            buckets.forEach(bucket -> Arrays.fill(bucket.due, nanos));
        }
        buckets.get(current).expire(nanos, millis);
    }

    private boolean hasClockStepped(long nanos, long millis) {
        long before = clockDifference;
        clockDifference = millis - TimeUnit.NANOSECONDS.toMillis(nanos);
        return Math.abs(clockDifference - before) > CLOCK_STEP_MILLIS;
    }
}
