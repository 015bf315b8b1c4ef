package dev.sluice.gateway.stream;

import java.util.ArrayDeque;

/**
 * What one event loop still holds of one feed: references to the newest frames of all its channels, evicted oldest
 * first, bounded in bytes. A ring of no bytes holds nothing once {@link #trim} has been called.
 *
 * <p>Confined to its event loop.
 */
final class TailRing {
    private record Slot(ChannelFrames channel, Frame frame) {}

    private final long maxBytes;
    private final ArrayDeque<Slot> slots = new ArrayDeque<>();
    private long bytes;
    private long completeFrom;

    TailRing(long maxBytes, long from) {
        this.maxBytes = maxBytes;
        this.completeFrom = from;
    }

    /** Takes over the caller's reference. Nothing is evicted before {@link #trim}, so that a whole batch can be read. */
    void add(ChannelFrames channel, Frame frame) {
        slots.addLast(new Slot(channel, frame));
        channel.add(frame);
        bytes += frame.bytes();
    }

    /** Evicts what is above the bound. */
    void trim() {
        while (bytes > maxBytes) {
            evictOldest();
        }
    }

    /** Every accepted record of the feed at or behind this offset that has been read is here. */
    long completeFrom() {
        return completeFrom;
    }

    long bytes() {
        return bytes;
    }

    /** Lets everything go and begins anew at an offset. */
    void restart(long from) {
        while (!slots.isEmpty()) {
            evictOldest();
        }
        completeFrom = from;
    }

    private void evictOldest() {
        Slot oldest = slots.removeFirst();
        oldest.channel().removeOldest();
        bytes -= oldest.frame().bytes();
        completeFrom = oldest.frame().offset() + 1;
        oldest.frame().release();
    }
}
