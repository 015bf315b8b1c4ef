package dev.sluice.gateway.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/**
 * Netty's leak detector in all tests of this module, which tells of each buffer that was collected without having been
 * released ({@code io.netty.customResourceLeakDetector}, with level paranoid).
 */
public final class LeakRecorder<T> extends ResourceLeakDetector<T> {
    /** A whole collection takes seconds where many tests run on few cores. */
    private static final Duration BOUND = Duration.ofMinutes(1);

    private static final long MOST_HANDING_OVER_MILLIS = 1000;

    private static final List<String> LEAKS = new CopyOnWriteArrayList<>();

    public LeakRecorder(Class<?> resourceType, int samplingInterval) {
        super(resourceType, samplingInterval);
    }

    /** @param maxActive is not used by Netty any more */
    public LeakRecorder(Class<?> resourceType, int samplingInterval, long maxActive) {
        super(resourceType, samplingInterval);
    }

    /** What has leaked since this was asked last, with the places that touched it. */
    static List<String> leaks() {
        awaitCollection();
        ByteBuf tracked = PooledByteBufAllocator.DEFAULT.directBuffer(); // has what was collected reported
        tracked.release();
        List<String> leaks = List.copyOf(LEAKS);
        LEAKS.clear();
        return leaks;
    }

    @Override
    protected boolean needReport() {
        return true;
    }

    @Override
    protected void reportTracedLeak(String resourceType, String records) {
        LEAKS.add(resourceType + records);
    }

    @Override
    protected void reportUntracedLeak(String resourceType) {
        LEAKS.add(resourceType);
    }

    /** Returns after a whole collection whose dead references have been handed to their queues. */
    private static void awaitCollection() {
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        PhantomReference<Object> sentinel = new PhantomReference<>(new Object(), queue);
        Awaitility.await().pollDelay(Duration.ZERO).atMost(BOUND).until(() -> {
            System.gc();
            return queue.remove(MOST_HANDING_OVER_MILLIS) == sentinel;
        });
    }
}
