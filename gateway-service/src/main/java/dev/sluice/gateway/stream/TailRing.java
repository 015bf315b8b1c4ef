package dev.sluice.gateway.stream;

import java.util.ArrayDeque;

/**
 * What one event loop still holds of one feed: references to the newest frames of all its channels, evicted oldest
 * first, bounded in bytes and age. A ring of no bytes holds nothing once {@link #trim} has been called.
 *
 * <p>Confined to its event loop.
 */
final class TailRing {
    private final RingLimits limits;
    private final ArrayDeque<Frame> frames = new ArrayDeque<>();
    /** Of each frame its channel, in the same order. */
    private final ArrayDeque<LoopChannel> channels = new ArrayDeque<>();

    private long bytes;
    private long completeFrom;

    TailRing(RingLimits limits, long from) {
        this.limits = limits;
        this.completeFrom = from;
    }

    /** Takes over the caller's reference. Nothing is evicted before {@link #trim}, so that a whole batch can be read. */
    void add(LoopChannel channel, Frame frame) {
        frames.addLast(frame);
        channels.addLast(channel);
        channel.frames().add(frame);
        bytes += frame.bytes();
    }

    /** Evicts what is above the bounds at this time, in epoch milliseconds. */
    void trim(long millis) {
        while (bytes > limits.bytesPerFeed() || oldestMillis() < millis - limits.maxAgeMillis()) {
            evictOldest();
        }
    }

    /** When the broker took the oldest frame, in epoch milliseconds; {@link Long#MAX_VALUE} when there is none. */
    long oldestMillis() {
        Frame oldest = frames.peekFirst();
        return oldest == null ? Long.MAX_VALUE : oldest.timestamp();
    }

    /** Returns the offset from which on every accepted record of the feed that has been read is here. */
    long completeFrom() {
        return completeFrom;
    }

    long bytes() {
        return bytes;
    }

    /** Lets everything go and begins anew at an offset. */
    void restart(long from) {
        while (!frames.isEmpty()) {
            evictOldest();
        }
        completeFrom = from;
    }

    void evictOldest() {
        Frame oldest = frames.removeFirst();
        bytes -= oldest.bytes();
        completeFrom = oldest.offset() + 1;
        channels.removeFirst().evictOldest();
        oldest.release();
    }
}
