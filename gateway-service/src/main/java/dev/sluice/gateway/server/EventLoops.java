package dev.sluice.gateway.server;

import dev.sluice.gateway.fanout.FailFastLoop;
import dev.sluice.service.thread.ServiceThreads;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The data plane's threads: epoll where the system has it, else NIO. */
final class EventLoops implements AutoCloseable {
    private static final int MAX_STOP_SECONDS = 5;

    private final boolean epoll = Epoll.isAvailable();
    private final EventLoopGroup group;
    private final List<EventLoop> all = new ArrayList<>();

    /** @param count 0 = one for each core */
    EventLoops(int count) {
        int threads = count > 0 ? count : Runtime.getRuntime().availableProcessors();
        DefaultThreadFactory named = new DefaultThreadFactory("stream");
        this.group = epoll ? new EpollEventLoopGroup(threads, named) : new NioEventLoopGroup(threads, named);
        for (EventExecutor executor : group) {
            all.add((EventLoop) executor);
        }
    }

    EventLoopGroup group() {
        return group;
    }

    List<EventLoop> all() {
        return List.copyOf(all);
    }

    /** Returns the same loops, whose tasks end the process when they throw. */
    List<FailFastLoop> failFast(ServiceThreads threads) {
        return all.stream()
                .map(loop -> new FailFastLoop(loop, name(loop), threads))
                .toList();
    }

    /** Returns the name of a loop's thread, which it starts if it does not run. */
    static String name(EventLoop loop) {
        return loop instanceof SingleThreadEventExecutor single
                ? single.threadProperties().name()
                : loop.toString();
    }

    boolean isEpoll() {
        return epoll;
    }

    Class<? extends ServerChannel> serverChannel() {
        return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, MAX_STOP_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(MAX_STOP_SECONDS, TimeUnit.SECONDS);
    }
}
