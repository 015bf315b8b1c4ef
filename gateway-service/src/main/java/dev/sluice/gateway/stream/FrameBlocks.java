package dev.sluice.gateway.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Frames that were read together lie together, in few buffers: one that is taken and given back for many of them, and no
 * object of its own for each. A block goes when its last frame does, so a frame can keep some more memory than it has
 * bytes: at most {@value #LARGEST}.
 *
 * <p>Confined to the thread that fills it, until it is closed.
 */
public final class FrameBlocks implements AutoCloseable {
    static final int LARGEST = 64 * 1024;

    private final ByteBufAllocator buffers;
    private final int owners;
    private int expected;
    private @Nullable ByteBuf block;

    FrameBlocks(ByteBufAllocator buffers, int expected, int owners) {
        this.buffers = buffers;
        this.expected = expected;
        this.owners = owners;
    }

    /** A block with so much room, counted for one more frame. */
    ByteBuf take(int most) {
        ByteBuf current = block;
        if (current == null || current.writableBytes() < most) {
            close();
            current = buffers.directBuffer(Math.max(most, Math.min(expected, LARGEST)));
            block = current;
        }
        expected -= most;
        return current.retain(owners);
    }

    /** Nothing more is written. The last block may be moved by it: before its frames go to another thread. */
    @Override
    public void close() {
        ByteBuf full = block;
        if (full != null) {
            block = null;
            if (full.writableBytes() > full.writerIndex()) {
                full.capacity(full.writerIndex());
            }
            full.release();
        }
    }
}
