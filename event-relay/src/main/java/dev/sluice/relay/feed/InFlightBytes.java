package dev.sluice.relay.feed;

import dev.sluice.model.event.FeedRecord;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What of one feed Kafka's client has been given and has not answered for, in uncompressed bytes. All of it may lie in
 * one record batch: the client bounds batches by what it expects of their compression, which may be 255 to 1, and
 * readers have a whole batch before them. So nothing more is sent while it is {@value #MAX_BYTES} bytes or more, and a
 * batch holds no more than that and one record. A request carries one batch of a feed, and two are under way, so
 * waiting costs no throughput.
 *
 * <p>Belongs to the shard's thread, but for {@link #onAnswered}.
 */
final class InFlightBytes {
    static final long MAX_BYTES = 2 << 20;
    private static final long ROOM_BELOW_BYTES = MAX_BYTES / 2;
    /** What a record takes beside its data, key, type and id. */
    private static final int OVERHEAD_BYTES = 200;

    private final Executor shard;
    private final AtomicLong bytes = new AtomicLong();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final AtomicBoolean isAwaited = new AtomicBoolean();

    /** @param shard runs what it is given on the shard's thread */
    InFlightBytes(Executor shard) {
        this.shard = shard;
    }

    /** Of one record, in characters for all but the data, which is close enough. */
    static long of(FeedRecord record) {
        return OVERHEAD_BYTES
                + (long) record.data().length
                + record.key().length()
                + (record.type() == null ? 0 : record.type().length())
                + (record.upstreamId() == null ? 0 : record.upstreamId().length());
    }

    boolean isFull() {
        return bytes.get() >= MAX_BYTES;
    }

    /** Runs this once on the shard's thread, when there is room. */
    void whenRoom(Runnable next) {
        waiting.add(next);
        isAwaited.set(true);
        wakeIfRoom(bytes.get());
    }

    void onSent(long sent) {
        bytes.addAndGet(sent);
    }

    /** Any thread. */
    void onAnswered(long answered) {
        wakeIfRoom(bytes.addAndGet(-answered));
    }

    private void wakeIfRoom(long unanswered) {
        if (unanswered <= ROOM_BELOW_BYTES && isAwaited.compareAndSet(true, false)) {
            shard.execute(this::wake);
        }
    }

    private void wake() {
        for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
            next.run();
        }
    }
}
