package dev.sluice.gateway.delivery;

import dev.sluice.gateway.control.Rights;
import dev.sluice.gateway.fanout.ApplicationChannels;
import dev.sluice.gateway.fanout.ChannelHub;
import dev.sluice.gateway.fanout.ChannelRef;
import dev.sluice.gateway.fanout.Demands;
import dev.sluice.gateway.fanout.FailFastLoop;
import dev.sluice.gateway.protocol.ConnectionErrors;
import dev.sluice.gateway.quota.LoopQuotas;
import dev.sluice.gateway.stream.CloseReason;
import dev.sluice.gateway.stream.LoopStreams;
import dev.sluice.gateway.usage.LoopUsage;
import dev.sluice.model.control.ControlEvent.GoAwayReason;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The open streams of one event loop, with the writer and the timers that they share. It ends them when the node drains, and
 * has them checked when rights have changed. Confined to that loop, except where a method says otherwise.
 */
public final class DeliveryLoop {
    private static final String KAFKA = "kafka";
    private static final long RIGHTS_PAUSE_NANOS = Duration.ofMillis(500).toNanos();
    /** Between two ticks of the timers. */
    public static final Duration TICK = Duration.ofMillis(TimerWheel.TICK_MILLIS);

    private final EventLoop loop;
    private final FailFastLoop failFast;
    private final ChannelHub hub;
    private final Demands demands;
    private final LoopStreams streams;
    private final LoopUsage usage;
    private final Rights rights;
    private final LoopQuotas quotas;
    private final ConnectionErrors errors;
    private final LongConsumer onTick;
    private final LoopWriter writer = new LoopWriter();
    private final TimerWheel timers = new TimerWheel(this::everyTick, this::everyTurn);
    private @Nullable DrainRate drainRate;
    private volatile boolean rightsChanged;
    /** Of the last check. */
    private long rightsNanos = System.nanoTime() - RIGHTS_PAUSE_NANOS;

    private boolean kafkaAway;
    private long nanos = System.nanoTime();
    /** The same for other threads. */
    private volatile long tickNanos = nanos;

    /** @param onTick is given the time of each tick of the timers, in nanoseconds */
    public DeliveryLoop(
            EventLoop loop,
            FailFastLoop failFast,
            ChannelHub hub,
            Demands demands,
            LoopStreams streams,
            Rights rights,
            LoopQuotas quotas,
            ConnectionErrors errors,
            LongConsumer onTick) {
        this.loop = loop;
        this.failFast = failFast;
        this.hub = hub;
        this.demands = demands;
        this.streams = streams;
        this.usage = new LoopUsage(failFast);
        this.rights = rights;
        this.quotas = quotas;
        this.errors = errors;
        this.onTick = onTick;
    }

    /** From any thread. */
    public void start() {
        failFast.execute(() -> timers.start(loop, failFast));
    }

    /** From any thread. */
    public void stop() {
        loop.execute(timers::stop);
    }

    /**
     * From any thread: ends all streams, also those that are yet to open: so many a second, or as many as have to for all
     * to be gone within the window.
     */
    public void drain(double streamsPerSecond, Duration window) {
        loop.execute(() -> {
            double inTime = timers.size() / (window.toMillis() / 1000.0);
            drainRate = new DrainRate(Math.max(streamsPerSecond, inTime), System.nanoTime());
        });
    }

    /** From any thread: open streams are checked within half a second. */
    public void onRightsChanged() {
        rightsChanged = true;
    }

    /** From any thread: {@link System#nanoTime()} as of the last tick. */
    public long tickNanos() {
        return tickNanos;
    }

    public EventLoop eventLoop() {
        return loop;
    }

    public ChannelHub hub() {
        return hub;
    }

    /** Returns what the subscribers of this loop share. */
    public LoopStreams streams() {
        return streams;
    }

    /** Returns what counts the use of this loop's streams. */
    public LoopUsage usage() {
        return usage;
    }

    /** Begins the use of a channel; the slot is released with it. */
    public ChannelUse use(ChannelRef ref, ApplicationChannels.@Nullable Slot slot) {
        hub.enter(ref);
        return new ChannelUse(this, ref, slot);
    }

    /** Returns the quotas of the streams of this loop. */
    public LoopQuotas quotas() {
        return quotas;
    }

    Demands demands() {
        return demands;
    }

    Rights rights() {
        return rights;
    }

    LoopWriter writer() {
        return writer;
    }

    TimerWheel timers() {
        return timers;
    }

    ConnectionErrors errors() {
        return errors;
    }

    /** Returns the loop for tasks that are not of one connection. */
    FailFastLoop failFast() {
        return failFast;
    }

    /** {@link System#nanoTime()} as of the last tick. */
    long nanos() {
        return nanos;
    }

    private void everyTick(long now) {
        nanos = now;
        tickNanos = now;
        onTick.accept(now);
        quotas.onTick();
        if (drainRate != null) {
            int count = drainRate.take(timers.size(), now);
            timers.removeSome(count, stream -> stream.sendAway(GoAwayReason.DRAIN, CloseReason.DRAIN));
        }
        checkRights(now);
    }

    /** At the next tick, but no sooner than half a second after the last time: it touches every stream. */
    private void checkRights(long now) {
        if (rightsChanged && now - rightsNanos >= RIGHTS_PAUSE_NANOS) {
            rightsChanged = false;
            rightsNanos = now;
            long millis = System.currentTimeMillis();
            timers.forEach(stream -> stream.checkRights(millis));
        }
    }

    private void everyTurn() {
        hub.trim();
        if (quotas.hasNews()) {
            timers.forEach(ClientStream::onQuotaNews);
        }
        boolean away = rights.isKafkaAway();
        if (away != kafkaAway) {
            kafkaAway = away;
            timers.forEach(away ? DeliveryLoop::sendKafkaAway : this::sendKafkaBack);
        }
    }

    private static void sendKafkaAway(ClientStream stream) {
        stream.onStatus(new UpstreamStatus(Upstream.UNKNOWN, null, KAFKA, System.currentTimeMillis()));
    }

    private void sendKafkaBack(ClientStream stream) {
        ChannelState state = hub.state(stream.ref());
        if (state != null) {
            stream.onStatus(state.status());
        }
    }
}
