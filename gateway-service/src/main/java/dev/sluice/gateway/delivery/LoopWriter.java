package dev.sluice.gateway.delivery;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.Socket;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what is due for one connection of an event loop, so that it is one write, and so that what a client does not
 * take is a few buffers and not thousands. A single frame goes out uncopied, as do large ones; small ones are copied
 * together. Where the connection is a bare socket with nothing waiting in front of it, the bytes go straight to the
 * kernel: no pipeline, no promise, no duplicate of a shared buffer and so no count that other event loops count, too.
 *
 * <p>Confined to its event loop, which serves one connection at a time: a writer flushes before another writes,
 * and before a shared buffer is given back.
 */
final class LoopWriter {
    /** What became of the bytes. */
    enum Flushed {
        NOTHING,
        /** The kernel has them. */
        TAKEN,
        /** The pipeline has them, or what the kernel has not taken of them. */
        BY_PIPELINE
    }

    /** Whose the bytes are while they are pending. */
    private enum Hold {
        /** The caller's, who keeps them for others. */
        SHARED,
        OWN,
        /** Our own, with more room after them than they take. */
        GATHERED
    }

    private static final int WORTH_NO_COPY = 8 * 1024;
    private static final int FIRST_BYTES = 4 * 1024;

    private @Nullable Channel owner;
    private @Nullable ByteBuf pending;
    /** What of it is pending, while it is shared; else all that can be read. */
    private int sharedStart;

    private int sharedLength;
    private Hold hold = Hold.SHARED;
    /** Whether the pipeline has something of this turn, so that the rest has to go the same way. */
    private boolean spilled;

    /** The socket of a connection whose bytes need no more work on their way; {@code null} = they do. */
    static @Nullable Socket bareSocket(Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        return pipeline.get(SslHandler.class) == null
                        && channel instanceof EpollSocketChannel epoll
                        && epoll.fd() instanceof Socket socket
                ? socket
                : null;
    }

    /** Writes all bytes of a buffer that others share; it stays the caller's, who keeps it until {@link #flush}. */
    void writeShared(Channel channel, ByteBuf shared) {
        writeShared(channel, shared, shared.readerIndex(), shared.readableBytes());
    }

    /** The same with some bytes of a buffer. */
    void writeShared(Channel channel, ByteBuf shared, int start, int length) {
        own(channel);
        if (pending != null && length < WORTH_NO_COPY) {
            gather(channel).writeBytes(shared, start, length);
            return;
        }
        spill(channel);
        pending = shared;
        sharedStart = start;
        sharedLength = length;
        hold = Hold.SHARED;
    }

    /** Writes bytes and takes them over. */
    void write(Channel channel, ByteBuf bytes) {
        own(channel);
        if (pending == null) {
            pending = bytes;
            hold = Hold.OWN;
        } else {
            gather(channel).writeBytes(bytes);
            bytes.release();
        }
    }

    /**
     * Sends what was written.
     *
     * @param socket of the connection, when nothing waits between it and these bytes; else {@code null}
     */
    Flushed flush(Channel channel, @Nullable Socket socket) {
        own(channel);
        ByteBuf bytes = pending;
        if (bytes == null) {
            return Flushed.NOTHING;
        }
        Hold held = hold;
        int start = start(bytes);
        int length = length(bytes);
        pending = null;
        boolean isFirst = !spilled;
        spilled = false;
        // A socket that was closed is not touched: its number may be another's by now.
        if (socket == null || !isFirst || !socket.isOpen() || !bytes.hasMemoryAddress()) {
            // It waits here for other bytes, or goes on to be encrypted.
            return settle(channel, bytes, start, length, held, 0);
        }
        return settle(channel, bytes, start, length, held, send(channel, socket, bytes, start, length));
    }

    /** Gives the pipeline what the kernel has not taken of bytes that were pending, and lets the rest go. */
    private static Flushed settle(Channel channel, ByteBuf bytes, int start, int length, Hold hold, int taken) {
        boolean all = taken >= length;
        if (!all) {
            channel.writeAndFlush(kept(channel, bytes, start + taken, length - taken), channel.voidPromise());
        }
        if (hold != Hold.SHARED) {
            bytes.release();
        }
        return all ? Flushed.TAKEN : Flushed.BY_PIPELINE;
    }

    /**
     * Sends, and returns how many bytes are done with; 0 = the kernel takes none now.
     */
    private static int send(Channel channel, Socket socket, ByteBuf bytes, int start, int length) {
        try {
            return socket.sendAddress(bytes.memoryAddress(), start, start + length);
        } catch (IOException gone) {
            channel.close();
            return length; // no client is left to take the rest
        }
    }

    /** In {@link #pending}. */
    private int start(ByteBuf bytes) {
        return hold == Hold.SHARED ? sharedStart : bytes.readerIndex();
    }

    private int length(ByteBuf bytes) {
        return hold == Hold.SHARED ? sharedLength : bytes.readableBytes();
    }

    private ByteBuf gather(Channel channel) {
        if (pending != null && hold != Hold.GATHERED && length(pending) >= WORTH_NO_COPY) {
            spill(channel);
        }
        ByteBuf gathered = pending;
        if (gathered == null || hold != Hold.GATHERED) {
            ByteBuf fresh = channel.alloc().directBuffer(FIRST_BYTES);
            if (gathered != null) {
                fresh.writeBytes(gathered, start(gathered), length(gathered));
                drop();
            }
            pending = fresh;
            hold = Hold.GATHERED;
            return fresh;
        }
        return gathered;
    }

    private void own(Channel channel) {
        if (owner != channel) {
            if (owner != null && pending != null) {
                // Its turn was cut short by an error. What it shared may be another's by now, and it has a hole.
                owner.close();
                drop();
            }
            spilled = false;
            owner = channel;
        }
    }

    private void spill(Channel channel) {
        ByteBuf bytes = pending;
        if (bytes != null) {
            spilled = true;
            ByteBuf rest = kept(channel, bytes, start(bytes), length(bytes));
            drop();
            channel.write(rest, channel.voidPromise());
        }
    }

    /**
     * Bytes that may wait for long. A view of a buffer keeps all of it: where that is more than twice as much, they are
     * copied.
     */
    private static ByteBuf kept(Channel channel, ByteBuf bytes, int start, int length) {
        return length >= bytes.capacity() / 2
                ? bytes.retainedSlice(start, length)
                : channel.alloc().directBuffer(length).writeBytes(bytes, start, length);
    }

    private void drop() {
        if (pending != null && hold != Hold.SHARED) {
            pending.release();
        }
        pending = null;
    }
}
