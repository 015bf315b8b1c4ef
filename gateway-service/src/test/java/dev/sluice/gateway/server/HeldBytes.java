package dev.sluice.gateway.server;

import static java.util.Objects.requireNonNull;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.socket.SocketChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** What Netty holds because the kernel has not taken it. */
final class HeldBytes {
    private HeldBytes() {}

    /** Of each connection of which it holds some. */
    static List<Long> of(TestGateway gateway) throws InterruptedException, ExecutionException {
        List<Long> held = new ArrayList<>();
        for (EventLoop loop : gateway.eventLoops()) {
            held.addAll(loop.submit(() -> of((SingleThreadEventLoop) loop)).get());
        }
        return held;
    }

    private static List<Long> of(SingleThreadEventLoop loop) {
        List<Long> held = new ArrayList<>();
        for (Iterator<Channel> open = loop.registeredChannelsIterator(); open.hasNext(); ) {
            if (open.next() instanceof SocketChannel connection) {
                long bytes =
                        requireNonNull(connection.unsafe().outboundBuffer()).totalPendingWriteBytes();
                if (bytes > 0) {
                    held.add(bytes);
                }
            }
        }
        return held;
    }
}
