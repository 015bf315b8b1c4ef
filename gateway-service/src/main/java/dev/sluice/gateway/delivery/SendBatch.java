package dev.sluice.gateway.delivery;

import dev.sluice.gateway.delivery.LoopWriter.Flushed;
import dev.sluice.gateway.delivery.LoopWriter.Hold;
import dev.sluice.gateway.uring.SendRing;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.unix.Socket;
import java.io.IOException;

/**
 * Bytes for many connections that go out by one system call. Until {@link #send} none of the connections may be closed, nor
 * the bytes changed.
 *
 * <p>Confined to its event loop.
 */
final class SendBatch implements AutoCloseable {
    /** The sender of some bytes. */
    interface Sender {
        Channel channel();

        /** What has become of its bytes. */
        void onSent(Flushed flushed);
    }

    private static final int MOST = 64;

    private final SendRing ring;
    private final Sender[] senders = new Sender[MOST];
    private final ByteBuf[] bytes = new ByteBuf[MOST];
    private final int[] starts = new int[MOST];
    private final int[] lengths = new int[MOST];
    private final Hold[] holds = new Hold[MOST];

    /** @throws IOException when the system does not have it */
    SendBatch() throws IOException {
        ring = SendRing.open(MOST);
    }

    boolean isFull() {
        return ring.isFull();
    }

    /** Returns whether more may be added; when not, it has been sent for the last time. */
    boolean isUsable() {
        return ring.isUsable();
    }

    /** Adds the bytes of a sender that has none in here. */
    void add(Sender sender, Socket socket, ByteBuf due, int start, int length, Hold hold) {
        int number = ring.size();
        senders[number] = sender;
        bytes[number] = due;
        starts[number] = start;
        lengths[number] = length;
        holds[number] = hold;
        ring.add(socket.intValue(), due.memoryAddress() + start, length);
    }

    /** Sends them. What the kernel does not take, the pipelines do. */
    void send() {
        int size = ring.size();
        if (size == 0) {
            return;
        }
        ring.submit();
        for (int i = 0; i < size; i++) {
            Channel channel = senders[i].channel();
            int done = done(channel, ring.result(i), lengths[i]);
            senders[i].onSent(LoopWriter.settle(channel, bytes[i], starts[i], lengths[i], holds[i], done));
        }
    }

    @Override
    public void close() {
        ring.close();
    }

    private static int done(Channel channel, int result, int all) {
        if (result >= 0) {
            return result;
        }
        if (result == SendRing.EAGAIN) {
            return 0;
        }
        channel.close();
        return all; // no client is left to take the rest
    }
}
