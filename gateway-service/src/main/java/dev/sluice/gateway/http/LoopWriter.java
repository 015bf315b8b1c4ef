package dev.sluice.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what is due for one connection of an event loop, so that it is one write, and so that what a client does not
 * take is a few buffers and not thousands. A single frame goes out uncopied, as do large ones; small ones are copied
 * together.
 *
 * <p>Confined to its event loop, which serves one connection at a time: whoever writes flushes before another writes.
 */
final class LoopWriter {
    private static final int WORTH_NO_COPY = 8 * 1024;
    private static final int FIRST_BYTES = 4 * 1024;

    private @Nullable Channel owner;
    private @Nullable ByteBuf pending;
    private boolean pendingIsOwn;

    /** Writes bytes that others share; they stay the caller's. */
    void writeShared(Channel channel, ByteBuf shared) {
        own(channel);
        if (pending != null && shared.readableBytes() < WORTH_NO_COPY) {
            gather(channel).writeBytes(shared, shared.readerIndex(), shared.readableBytes());
        } else {
            spill();
            pending = shared.retainedDuplicate();
        }
    }

    /** Writes bytes and takes them over. */
    void write(Channel channel, ByteBuf bytes) {
        own(channel);
        if (pending == null) {
            pending = bytes;
        } else {
            gather(channel).writeBytes(bytes);
            bytes.release();
        }
    }

    /** Answers whether there was anything. */
    boolean flush(Channel channel) {
        own(channel);
        boolean something = pending != null;
        spill();
        if (something) {
            channel.flush();
        }
        return something;
    }

    private ByteBuf gather(Channel channel) {
        if (pending != null && !pendingIsOwn && pending.readableBytes() >= WORTH_NO_COPY) {
            spill();
        }
        ByteBuf gathered = pending;
        if (gathered == null || !pendingIsOwn) {
            ByteBuf fresh = channel.alloc().directBuffer(FIRST_BYTES);
            if (gathered != null) {
                fresh.writeBytes(gathered);
                gathered.release();
            }
            pending = fresh;
            pendingIsOwn = true;
            return fresh;
        }
        return gathered;
    }

    private void own(Channel channel) {
        if (owner != channel) {
            if (owner != null && pending != null) {
                flush(owner); // its turn was cut short by an error
            }
            owner = channel;
        }
    }

    private void spill() {
        if (pending != null && owner != null) {
            owner.write(pending, owner.voidPromise());
        }
        pending = null;
        pendingIsOwn = false;
    }
}
