package dev.sluice.gateway.http;

import static java.util.Objects.requireNonNull;

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
        BY_PIPELINE,
        /** They are sent with those of others; the sender is told. */
        LATER
    }

    /** Whose the bytes are while they are pending. */
    enum Hold {
        /** The caller's, who keeps them for others. */
        SHARED,
        OWN,
        /** Our own, with more room behind them than they take. */
        GATHERED
    }

    private static final int WORTH_NO_COPY = 8 * 1024;
    private static final int FIRST_BYTES = 4 * 1024;

    private @Nullable Channel owner;
    private @Nullable ByteBuf pending;
    private Hold hold = Hold.SHARED;
    /** Whether the pipeline has something of this turn, so that the rest has to go the same way. */
    private boolean spilled;
    /** {@code null} = each connection's bytes are sent alone. */
    private @Nullable SendBatch batch;

    private boolean batching;

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
            hold = Hold.SHARED;
        } else if (shared.readableBytes() < WORTH_NO_COPY) {
            gather(channel).writeBytes(shared, shared.readerIndex(), shared.readableBytes());
        } else {
            spill(channel);
            pending = shared;
            hold = Hold.SHARED;
        }
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
     * From now on, what is flushed within {@link #together} goes out together.
     *
     * @throws IOException when the system cannot do that
     */
    void batch() throws IOException {
        batch = new SendBatch();
    }

    /** Runs what writes to many connections and flushes each of them; all that is sent behind it. */
    void together(Runnable writes) {
        batching = batch != null;
        try {
            writes.run();
        } finally {
            batching = false;
            sendBatch();
        }
    }

    /** Sends what is to go out later now. Whoever writes meanwhile, being told, is not part of it. */
    void sendBatch() {
        SendBatch due = batch;
        if (due != null) {
            boolean goesOn = batching;
            batching = false;
            due.send();
            batching = goesOn;
            if (!due.isUsable()) {
                closeBatch();
            }
        }
    }

    /** On the event loop. */
    void closeBatch() {
        if (batch != null) {
            batch.close();
            batch = null;
            batching = false;
        }
    }

    /**
     * Sends what was written.
     *
     * @param socket of the connection, when nothing waits between it and these bytes; else {@code null}
     */
    Flushed flush(SendBatch.Sender sender, @Nullable Socket socket) {
        Channel channel = sender.channel();
        own(channel);
        ByteBuf bytes = pending;
        if (bytes == null) {
            return Flushed.NOTHING;
        }
        Hold held = hold;
        pending = null;
        boolean isFirst = !spilled;
        spilled = false;
        // A socket that was closed is not touched: its number may be another's by now.
        if (socket == null || !isFirst || !socket.isOpen() || !bytes.hasMemoryAddress()) {
            // It waits here for other bytes, or goes on to be encrypted: neither is worth a copy.
            return settle(channel, bytes, held == Hold.GATHERED ? Hold.OWN : held, 0);
        }
        // What was gathered is sent while it is in the core's cache, and its buffer taken again for the next.
        if (held == Hold.GATHERED || !hasRoomInBatch()) {
            return settle(channel, bytes, held, send(channel, socket, bytes));
        }
        requireNonNull(batch).add(sender, socket, bytes, held);
        return Flushed.LATER;
    }

    private boolean hasRoomInBatch() {
        if (batching && batch != null && batch.isFull()) {
            sendBatch();
        }
        return batching && batch != null;
    }

    /** Gives the pipeline what the kernel has not taken of bytes that were pending, and lets the rest go. */
    static Flushed settle(Channel channel, ByteBuf bytes, Hold hold, int taken) {
        boolean all = taken >= bytes.readableBytes();
        if (!all) {
            channel.writeAndFlush(
                    hold == Hold.GATHERED ? fitting(channel, bytes, taken) : rest(bytes, taken), channel.voidPromise());
        }
        if (hold != Hold.SHARED) {
            bytes.release();
        }
        return all ? Flushed.TAKEN : Flushed.BY_PIPELINE;
    }

    /**
     * Answers how many bytes are done with; 0 = the kernel takes none now.
     */
    private static int send(Channel channel, Socket socket, ByteBuf bytes) {
        try {
            return socket.sendAddress(bytes.memoryAddress(), bytes.readerIndex(), bytes.writerIndex());
        } catch (IOException gone) {
            channel.close();
            return bytes.readableBytes(); // nobody is left to take the rest
        }
    }

    private ByteBuf gather(Channel channel) {
        if (pending != null && hold != Hold.GATHERED && pending.readableBytes() >= WORTH_NO_COPY) {
            spill(channel);
        }
        ByteBuf gathered = pending;
        if (gathered == null || hold != Hold.GATHERED) {
            ByteBuf fresh = channel.alloc().directBuffer(FIRST_BYTES);
            if (gathered != null) {
                fresh.writeBytes(gathered, gathered.readerIndex(), gathered.readableBytes());
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
            ByteBuf rest = rest(bytes, 0);
            drop();
            channel.write(rest, channel.voidPromise());
        }
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
        if (pending != null && hold != Hold.SHARED) {
            pending.release();
        }
        pending = null;
    }
}
