package dev.sluice.relay.feed;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What one feed's owner has sent and does not know the place of, in the order of sending, which is that of the log. Of the
 * shard's thread but for the answers. That thread is called for {@value #CALL_AT_BYTES} bytes that have been answered, not
 * for each record: it looks at fewer when it has something else to do.
 */
final class InFlightRecords {
    private static final int CALL_AT_BYTES = 16 * 1024;
    /** What a record counts for beside its data. */
    private static final int OVERHEAD_BYTES = 200;

    private final Executor shard;
    private final Runnable look;
    private final Queue<InFlightRecord> underWay = new ArrayDeque<>();
    private final AtomicInteger answeredBytes = new AtomicInteger();
    private final AtomicBoolean isCalled = new AtomicBoolean();

    /**
     * @param shard runs what it is given on the shard's thread
     * @param look is run there; calls {@link #onLook}
     */
    InFlightRecords(Executor shard, Runnable look) {
        this.shard = shard;
        this.look = look;
    }

    void add(InFlightRecord sent) {
        underWay.add(sent);
    }

    /** On the producer's thread; as {@link InFlightRecord#answer}. */
    void onAnswered(InFlightRecord sent, long offset, long timestamp) {
        sent.answer(offset, timestamp);
        int bytes = answeredBytes.addAndGet(sent.dataBytes() + OVERHEAD_BYTES);
        if (bytes >= CALL_AT_BYTES && isCalled.compareAndSet(false, true)) {
            shard.execute(look);
        }
    }

    /** The answers are looked at now; one that comes later calls again. */
    void onLook() {
        isCalled.set(false);
        answeredBytes.set(0);
    }

    /** The next one, if it has been answered. */
    @Nullable
    InFlightRecord nextAnswered() {
        InFlightRecord next = underWay.peek();
        return next != null && next.isAnswered() ? next : null;
    }

    void remove() {
        underWay.remove().release();
    }

    /** Nothing that was sent counts any more. */
    void clear() {
        while (!underWay.isEmpty()) {
            remove();
        }
    }
}
