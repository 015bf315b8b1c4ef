package dev.sluice.gateway.server;

import dev.sluice.gateway.control.Rights;
import dev.sluice.gateway.delivery.ClientStream;
import dev.sluice.gateway.delivery.DrainRate;
import dev.sluice.gateway.delivery.LoopWriter;
import dev.sluice.gateway.delivery.TimerWheel;
import dev.sluice.gateway.fanout.ChannelHub;
import dev.sluice.gateway.fanout.Demands;
import dev.sluice.gateway.fanout.FailFastLoop;
import dev.sluice.gateway.fanout.Fanout;
import dev.sluice.gateway.stream.CloseReason;
import dev.sluice.gateway.stream.LoopStreams;
import dev.sluice.gateway.subscribe.AdmissionLimits;
import dev.sluice.model.control.ControlEvent.GoAwayReason;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** All that the streams of one event loop share. Its methods are for that loop alone, but where they say otherwise. */
public final class DataLoop {
    private static final Logger LOG = Logger.getLogger(DataLoop.class);
    private static final String KAFKA = "kafka";

    private final EventLoop loop;
    private final FailFastLoop failFast;
    private final ChannelHub hub;
    private final Fanout fanout;
    private final LoopStreams streams;
    private final Rights rights;
    private final LoopWriter writer = new LoopWriter();
    private final TimerWheel timers = new TimerWheel(this::everyTick, this::everyTurn);
    private final AdmissionLimits admission;
    private @Nullable DrainRate drainRate;
    private volatile boolean rightsChanged;
    private boolean kafkaAway;
    private long nanos = System.nanoTime();
    /** The same for other threads. */
    private volatile long tickNanos = nanos;

    DataLoop(
            EventLoop loop,
            FailFastLoop failFast,
            ChannelHub hub,
            Fanout fanout,
            LoopStreams streams,
            Rights rights,
            AdmissionLimits admission) {
        this.loop = loop;
        this.failFast = failFast;
        this.hub = hub;
        this.fanout = fanout;
        this.streams = streams;
        this.rights = rights;
        this.admission = admission;
    }

    /** @param batches whether what is due for many connections is sent by one system call, where the system can do it */
    void start(boolean batches) {
        failFast.execute(() -> {
            if (batches) {
                batch();
            }
            timers.start(loop, failFast);
        });
    }

    void stop() {
        loop.execute(() -> {
            timers.stop();
            writer.closeBatch();
        });
    }

    private void batch() {
        try {
            writer.batch();
            hub.sendBy(writer::together);
        } catch (IOException refused) {
            LOG.infof("each connection's bytes are sent alone: reason=%s", refused.getMessage());
        }
    }

    /**
     * From any thread: sends all streams away, also those that are yet to open: so many a second, or as many as
     * have to for all to be gone within the window.
     */
    void sendAway(double streamsPerSecond, Duration window) {
        loop.execute(() -> {
            double inTime = timers.size() / (window.toMillis() / 1000.0);
            drainRate = new DrainRate(Math.max(streamsPerSecond, inTime), System.nanoTime());
        });
    }

    /** From any thread: open streams are checked within half a second. */
    void onRightsChanged() {
        rightsChanged = true;
    }

    public EventLoop loop() {
        return loop;
    }

    /** The same for tasks that are not of one connection. */
    public FailFastLoop failFast() {
        return failFast;
    }

    /** {@link System#nanoTime()} as of the last tick, for other threads. */
    long tickNanos() {
        return tickNanos;
    }

    public ChannelHub hub() {
        return hub;
    }

    public Fanout fanout() {
        return fanout;
    }

    public Demands demands() {
        return fanout.demands();
    }

    public LoopStreams streams() {
        return streams;
    }

    public Rights rights() {
        return rights;
    }

    public LoopWriter writer() {
        return writer;
    }

    public TimerWheel timers() {
        return timers;
    }

    public AdmissionLimits admission() {
        return admission;
    }

    /** {@link System#nanoTime()} as of the last tick. */
    public long nanos() {
        return nanos;
    }

    public boolean isKafkaAway() {
        return rights.isKafkaAway();
    }

    /** Runs a task of one connection, which alone is closed when it throws. */
    public void runFor(ChannelHandlerContext connection, Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) {
            onConnectionFailure(failure);
            connection.close();
        }
    }

    public void onConnectionFailure(Throwable failure) {
        Throwable cause =
                failure instanceof DecoderException && failure.getCause() != null ? failure.getCause() : failure;
        failFast.onFailure(cause);
        if (cause instanceof IOException) { // SSLException is one, too: a client that speaks no TLS, or trusts us not
            LOG.debugv("a connection broke: reason={0}", cause.getMessage());
        } else {
            LOG.error("a connection is closed by an error", cause);
        }
    }

    private void everyTick(long now) {
        nanos = now;
        tickNanos = now;
        admission.onTask(now);
        if (drainRate != null) {
            int count = drainRate.take(timers.size(), now);
            timers.removeSome(count, stream -> stream.sendAway(GoAwayReason.DRAIN, CloseReason.DRAIN));
        }
    }

    private void everyTurn() {
        hub.trim();
        if (rightsChanged) {
            rightsChanged = false;
            long millis = System.currentTimeMillis();
            timers.forEach(stream -> stream.checkRights(millis));
        }
        boolean away = rights.isKafkaAway();
        if (away != kafkaAway) {
            kafkaAway = away;
            timers.forEach(away ? DataLoop::sendKafkaAway : this::sendKafkaBack);
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
