package dev.sluice.gateway.http;

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
 * <p>Confined to its event loop, which serves one connection at a time: whoever writes flushes before another writes,
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

    private static final int WORTH_NO_COPY = 8 * 1024;
    private static final int FIRST_BYTES = 4 * 1024;

    private @Nullable Channel owner;
    private @Nullable ByteBuf pending;
    private boolean pendingIsOwn;
    /** Whether there is room in {@link #pending} behind what was written. */
    private boolean gathering;
    /** Whether the pipeline has something of this turn, so that the rest has to go the same way. */
    private boolean spilled;

    /** The socket of a connection whose bytes need no more work on their way; {@code null} = they do. */
    static @Nullable Socket bareSocket(Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        boolean isBare = pipeline.get(SslHandler.class) == null && pipeline.get(Unchunked.class) == null;
        return isBare && channel instanceof EpollSocketChannel epoll && epoll.fd() instanceof Socket socket
                ? socket
                : null;
    }

    /** Writes bytes that others share; they stay the caller's, who keeps them until {@link #flush}. */
    void writeShared(Channel channel, ByteBuf shared) {
        own(channel);
        if (pending == null) {
            pending = shared;
            pendingIsOwn = false;
        } else if (shared.readableBytes() < WORTH_NO_COPY) {
            gather(channel).writeBytes(shared, shared.readerIndex(), shared.readableBytes());
        } else {
            spill(channel);
            pending = shared;
            pendingIsOwn = false;
        }
    }

    /** Writes bytes and takes them over. */
    void write(Channel channel, ByteBuf bytes) {
        own(channel);
        if (pending == null) {
            pending = bytes;
            pendingIsOwn = true;
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
        int sent = socket == null || spilled ? 0 : send(channel, socket, bytes);
        if (sent < bytes.readableBytes()) {
            boolean isDoubled = socket != null && gathering;
            handOver(channel, isDoubled ? fitting(channel, bytes, sent) : rest(bytes, sent));
            spilled = false;
            channel.flush();
            return Flushed.BY_PIPELINE;
        }
        drop();
        return Flushed.TAKEN;
    }

    /**
     * Answers how many bytes are done with; 0 = the kernel takes none now, or it is for the pipeline to send them. A socket
     * that was closed is not touched: its number may be another's by now.
     */
    private static int send(Channel channel, Socket socket, ByteBuf bytes) {
        if (!socket.isOpen() || !bytes.hasMemoryAddress()) {
            return 0;
        }
        try {
            return socket.sendAddress(bytes.memoryAddress(), bytes.readerIndex(), bytes.writerIndex());
        } catch (IOException gone) {
            channel.close();
            return bytes.readableBytes(); // nobody is left to take the rest
        }
    }

    private ByteBuf gather(Channel channel) {
        if (pending != null && !gathering && pending.readableBytes() >= WORTH_NO_COPY) {
            spill(channel);
        }
        ByteBuf gathered = pending;
        if (gathered == null || !gathering) {
            ByteBuf fresh = channel.alloc().directBuffer(FIRST_BYTES);
            if (gathered != null) {
                fresh.writeBytes(gathered, gathered.readerIndex(), gathered.readableBytes());
                drop();
            }
            pending = fresh;
            pendingIsOwn = true;
            gathering = true;
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
            handOver(channel, rest(bytes, 0));
        }
    }

    /** The pipeline sends this, and nothing is pending any more. */
    private void handOver(Channel channel, ByteBuf rest) {
        drop();
        channel.write(rest, channel.voidPromise());
    }

    private static ByteBuf rest(ByteBuf bytes, int sent) {
        return bytes.retainedSlice(bytes.readerIndex() + sent, bytes.readableBytes() - sent);
    }

    /** The same in a buffer of its size, to wait in: one that was gathered in has been doubled until all had room. */
    private static ByteBuf fitting(Channel channel, ByteBuf bytes, int sent) {
        int length = bytes.readableBytes() - sent;
        return channel.alloc().directBuffer(length).writeBytes(bytes, bytes.readerIndex() + sent, length);
    }

    private void drop() {
        if (pending != null && pendingIsOwn) {
            pending.release();
        }
        pending = null;
        pendingIsOwn = false;
        gathering = false;
    }
}
