package dev.sluice.gateway.server;

import dev.sluice.gateway.control.ControlListener;
import dev.sluice.gateway.control.Rights;
import dev.sluice.gateway.delivery.DeliveryLoop;
import dev.sluice.gateway.fanout.ApplicationChannels;
import dev.sluice.gateway.fanout.FailFastLoop;
import dev.sluice.gateway.fanout.Fanout;
import dev.sluice.gateway.protocol.ConnectionErrors;
import dev.sluice.gateway.quota.QuotaTable;
import dev.sluice.gateway.stream.FirstEventMeter;
import dev.sluice.gateway.stream.LoopStreams;
import dev.sluice.gateway.stream.StreamCounters;
import dev.sluice.gateway.stream.StreamLimits;
import dev.sluice.gateway.stream.StreamProtocol;
import dev.sluice.gateway.subscribe.AdmissionLimits;
import dev.sluice.gateway.subscribe.ConnectionCount;
import dev.sluice.gateway.subscribe.LoopLag;
import dev.sluice.gateway.subscribe.RequestContext;
import dev.sluice.gateway.usage.LoopUsage;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.service.thread.ServiceThreads;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.EpollChannelOption;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The server of the streams: a port or two, some event loops, each with its own rings, streams and counters. */
final class DataPlane implements ControlListener, AutoCloseable {
    /** Enough for any head in a few reads, and nothing to speak of for a connection that says nothing more. */
    private static final int READ_BYTES = 1024;
    /** What the kernel may hold for one client; the rest of its backlog is a cursor. */
    private static final int SEND_BUFFER_BYTES = 128 * 1024;

    private static final int NOT_SENT_LOW_BYTES = 16 * 1024;
    private static final int BACKLOG = 4096;

    private final EventLoops eventLoops;
    private final List<DeliveryLoop> deliveries = new ArrayList<>();
    private final Map<EventLoop, RequestContext> requests = new IdentityHashMap<>();
    private final List<StreamCounters> counters = new ArrayList<>();
    private final HttpSettings settings;
    private final StreamLimits limits;
    private final ConnectionCount connections;
    private final ServiceThreads threads;
    private final List<Channel> servers = new ArrayList<>();

    DataPlane(
            EventLoops eventLoops,
            List<FailFastLoop> failFast,
            Fanout fanout,
            Rights rights,
            QuotaTable quotas,
            StreamLimits limits,
            HttpSettings settings,
            ServiceThreads threads) {
        this.threads = threads;
        this.eventLoops = eventLoops;
        this.settings = settings;
        this.limits = limits;
        this.connections = new ConnectionCount(settings.maxConnections(), settings.maxConnectionsPerAddress());
        ApplicationChannels channels = new ApplicationChannels(
                settings.maxChannelsPerApplication(),
                ref -> isPulled(fanout.states().channel(ref.key())),
                fanout.demands()::leaveAtOnce,
                System::nanoTime);
        for (int i = 0; i < eventLoops.all().size(); i++) {
            EventLoop loop = eventLoops.all().get(i);
            FailFastLoop guarded = failFast.get(i);
            StreamCounters counted = new StreamCounters();
            LoopStreams streams =
                    new LoopStreams(guarded, fanout.encoder(), fanout.replays(), counted, Clock.systemUTC(), limits);
            AdmissionLimits admission = new AdmissionLimits(connections, lag(), channels);
            ConnectionErrors errors = new ConnectionErrors(guarded);
            DeliveryLoop delivery = new DeliveryLoop(
                    loop,
                    guarded,
                    fanout.hubs().get(i),
                    fanout.demands(),
                    streams,
                    rights,
                    quotas.forLoop(),
                    errors,
                    admission::onTask);
            counters.add(counted);
            deliveries.add(delivery);
            requests.put(loop, new RequestContext(settings.requests(), rights, admission, fanout, delivery, errors));
        }
    }

    private static boolean isPulled(@Nullable ChannelState state) {
        return state != null && state.status().isPulled();
    }

    private LoopLag lag() {
        return new LoopLag(settings.maxLoopLag().toNanos(), DeliveryLoop.TICK.toNanos(), System.nanoTime());
    }

    /** Begins the work of the event loops; before the first connection. */
    void start() {
        for (DeliveryLoop loop : deliveries) {
            threads.watch(EventLoops.name(loop.eventLoop()), loop::tickNanos);
            loop.start();
        }
    }

    /**
     * Accepts connections from now on, and returns the bound address.
     *
     * @param tls {@code null} = plain HTTP
     */
    InetSocketAddress bind(String host, int port, @Nullable ServerTls tls) throws InterruptedException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(eventLoops.group())
                .channel(eventLoops.serverChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_SNDBUF, SEND_BUFFER_BYTES)
                .childOption(ChannelOption.RCVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
                .childHandler(new ConnectionInitializer(
                        requests, connections, settings.proxies(), settings.requestTimeout(), tls));
        if (eventLoops.isEpoll()) {
            bootstrap
                    .childOption(EpollChannelOption.TCP_NOTSENT_LOWAT, (long) NOT_SENT_LOW_BYTES)
                    .childOption(
                            EpollChannelOption.TCP_USER_TIMEOUT,
                            Math.toIntExact(limits.tcpUserTimeout().toMillis()));
        }
        Channel bound = bootstrap.bind(host, port).sync().channel();
        servers.add(bound);
        return (InetSocketAddress) bound.localAddress();
    }

    /** One for each event loop. */
    List<StreamCounters> counters() {
        return List.copyOf(counters);
    }

    /** One for each event loop. */
    List<LoopUsage> usage() {
        return deliveries.stream().map(DeliveryLoop::usage).toList();
    }

    /** Returns how many streams are open now; a little late. */
    int streams() {
        long open = 0;
        for (StreamProtocol protocol : StreamProtocol.values()) {
            open += streams(protocol);
        }
        return (int) open;
    }

    /** The same of one protocol. */
    long streams(StreamProtocol protocol) {
        return counters.stream().mapToLong(counted -> counted.open(protocol)).sum();
    }

    /** Before {@link #start}. */
    void measureFirstEvents(FirstEventMeter meter) {
        counters.forEach(counted -> counted.measureFirstEvents(meter));
    }

    @Override
    public void onApisChanged() {
        deliveries.forEach(DeliveryLoop::onRightsChanged);
    }

    @Override
    public void onAccessChanged() {
        deliveries.forEach(DeliveryLoop::onRightsChanged);
    }

    /** Returns how many connections of all kinds are open. */
    int connections() {
        return connections.open();
    }

    /** Accepts no more connections. */
    void unbind() {
        servers.forEach(server -> server.close().awaitUninterruptibly());
    }

    /** Begins to end all streams, so many a second, or as many as it takes for all to be gone within the window. */
    void drain(int streamsPerSecond, Duration window) {
        double perLoop = (double) streamsPerSecond / deliveries.size();
        deliveries.forEach(loop -> loop.drain(perLoop, window));
    }

    /** Accepts no more connections; those that are open are closed with their event loops. */
    @Override
    public void close() {
        unbind();
        deliveries.forEach(DeliveryLoop::stop);
    }
}
