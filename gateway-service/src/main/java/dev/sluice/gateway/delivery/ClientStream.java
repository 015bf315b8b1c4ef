package dev.sluice.gateway.delivery;

import static java.util.Objects.requireNonNull;

import dev.sluice.gateway.access.Grant;
import dev.sluice.gateway.delivery.LoopWriter.Flushed;
import dev.sluice.gateway.fanout.ChannelRef;
import dev.sluice.gateway.protocol.BodyFraming;
import dev.sluice.gateway.protocol.HttpWriter;
import dev.sluice.gateway.protocol.ResponseHead;
import dev.sluice.gateway.quota.PlanCounter;
import dev.sluice.gateway.quota.StreamQuota;
import dev.sluice.gateway.stream.CloseReason;
import dev.sluice.gateway.stream.Frame;
import dev.sluice.gateway.stream.Outlet;
import dev.sluice.gateway.stream.ResumePlan;
import dev.sluice.gateway.stream.StreamProtocol;
import dev.sluice.gateway.stream.StreamTerms;
import dev.sluice.gateway.stream.Subscriber;
import dev.sluice.gateway.usage.UsageCounter;
import dev.sluice.gateway.usage.UsageDimensions;
import dev.sluice.model.api.ApiStreaming;
import dev.sluice.model.api.TopicStreaming.Heartbeat;
import dev.sluice.model.control.ControlEvent;
import dev.sluice.model.control.ControlEvent.GoAwayReason;
import dev.sluice.model.relay.UpstreamStatus;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.unix.Socket;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An open stream: the last handler of its channel, which is a connection of HTTP/1.1 or a stream of HTTP/2. What the client
 * sends now is thrown away. While what was written is not taken, nothing more is, and the subscriber waits.
 *
 * <p>Confined to its event loop. It is kept small: this is what a client costs.
 */
public final class ClientStream extends IgnoredInput implements Outlet {
    private static final int CLOSE_MILLIS = 1000;

    private final DeliveryLoop loop;
    private final HttpWriter http;
    private final Channel channel;
    private final BodyFraming framing;
    private final ChannelUse use;
    private final Grant grant;
    private final ApiStreaming api;
    private final @Nullable Socket socket;
    private final StreamLife life;
    private final long requestedNanos;

    /** What its plans leave; {@code null} = nothing limits it. */
    private @Nullable StreamQuota quota;

    private @Nullable Subscriber subscriber;
    /** While it is open. */
    private @Nullable UsageCounter usage;

    private TimerWheel.@Nullable Handle handle;
    private boolean waiting;
    private boolean wakes;
    /** Whether a heartbeat is an event, which a page's script sees. */
    private boolean hasNamedHeartbeats;

    private int turnBytes;
    private long unsent;
    /** Of the last write, or of the last progress while it waits. */
    private long lastNanos = System.nanoTime();

    /**
     * @param use of its channel, to be released by it
     * @param quota what its plans leave, to be closed by it
     * @param requestedNanos when it was requested, by {@link System#nanoTime()}
     */
    public ClientStream(
            DeliveryLoop loop,
            HttpWriter http,
            ChannelUse use,
            @Nullable StreamQuota quota,
            Grant grant,
            ApiStreaming api,
            long requestedNanos) {
        this.loop = loop;
        this.http = http;
        this.channel = http.channel();
        this.framing = http.framing();
        this.use = use;
        this.quota = quota;
        this.grant = grant;
        this.api = api;
        this.requestedNanos = requestedNanos;
        this.life = new StreamLife(lastNanos, api.maxAgeMs(), Jitter.partOfLife());
        this.socket = LoopWriter.bareSocket(channel);
        this.turnBytes = TurnBytes.first(maxUnsentBytes());
    }

    /** Begins the response, and sends what is due. */
    public void begin(ResumePlan plan, ResponseHead head, StreamTerms terms) {
        handle = loop.timers().add(this);
        hasNamedHeartbeats = terms.heartbeat() == Heartbeat.EVENT;
        usage = loop.usage().open(UsageDimensions.of(grant, counters()));
        waitUntilTaken();
        ByteBuf headBytes = http.beginStream(head);
        if (headBytes.isReadable()) {
            loop.writer().write(channel, headBytes);
        }
        if (terms.controlEvents()) {
            write(loop.streams().encoder().retry(terms.retryMillis()));
        } else {
            loop.writer().writeShared(channel, framing.heartbeat());
        }
        subscriber = loop.hub().channel(use.ref()).open(plan, this, terms, loop.streams());
        checkRights(System.currentTimeMillis());
    }

    @Override
    public StreamProtocol protocol() {
        return http.protocol();
    }

    @Override
    public long requestedNanos() {
        return requestedNanos;
    }

    @Override
    public boolean isReady() {
        return !waiting;
    }

    @Override
    public int turnBytes() {
        return turnBytes;
    }

    @Override
    public void write(Frame frame) {
        loop.writer().writeShared(channel, frame.block(), framing.start(frame), framing.length(frame));
    }

    @Override
    public void write(ByteBuf payload) {
        loop.writer().write(channel, framing.frame(payload));
    }

    @Override
    public void onDelivered(Frame event, boolean isReplay) {
        UsageCounter counter = usage;
        if (counter != null) {
            counter.onDelivery(event.payloadBytes(), isReplay);
        }
    }

    @Override
    public void flush() {
        Flushed flushed = loop.writer().flush(channel, waiting ? null : socket);
        if (waiting || flushed == Flushed.NOTHING) {
            return;
        }
        lastNanos = loop.nanos();
        if (flushed == Flushed.BY_PIPELINE) {
            waitUntilTaken();
        }
        if (!waiting) {
            turnBytes = TurnBytes.more(turnBytes, maxUnsentBytes());
        }
    }

    @Override
    public void yield() {
        loop.failFast().execute(this::advance);
    }

    @Override
    public void wake(long millis) {
        if (!wakes) {
            wakes = true;
            channel.eventLoop().schedule(() -> loop.failFast().run(this::onWake), millis, TimeUnit.MILLISECONDS);
        }
    }

    private void onWake() {
        wakes = false;
        advance();
    }

    @Override
    public void end(CloseReason reason) {
        leave(reason);
        if (reason == CloseReason.STALLED || reason == CloseReason.ERROR) {
            channel.close();
            return;
        }
        ByteBuf end = framing.end();
        if (end.isReadable()) {
            loop.writer().writeShared(channel, end);
        }
        loop.writer().flush(channel, waiting ? null : socket);
        http.endStream();
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        channel.eventLoop().schedule(() -> channel.close(), CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Does what is due: at most twice a second.
     *
     * @return when, by {@link System#nanoTime()}, something may be due again
     */
    long onTimer(long nanos, long millis) {
        long lifeNanos = life.endNanos() - nanos;
        if (lifeNanos <= 0) {
            sendAway(GoAwayReason.MAX_AGE, CloseReason.MAX_AGE);
            return nanos;
        }
        if (waiting) {
            long left = http.unsentBytes();
            if (left < unsent) {
                unsent = left;
                lastNanos = nanos;
            } else if (nanos - lastNanos
                    > loop.streams().limits().stallTimeout().toNanos()) {
                end(null, CloseReason.STALLED);
                return nanos;
            }
        } else if (untilHeartbeat(nanos) <= 0) {
            writeHeartbeat();
            flush();
        }
        long right = loop.rights().expiresAtMillis(grant) - millis;
        if (right <= 0) {
            checkRights(millis);
        }
        long last = Math.min(lifeNanos, TimeUnit.MILLISECONDS.toNanos(right));
        return waiting ? nanos : nanos + Math.min(last, untilHeartbeat(nanos));
    }

    private void writeHeartbeat() {
        if (hasNamedHeartbeats) {
            Instant now = loop.streams().clock().instant();
            write(loop.streams().encoder().control(new ControlEvent.Heartbeat(now)));
        } else {
            loop.writer().writeShared(channel, framing.heartbeat());
        }
    }

    private long untilHeartbeat(long nanos) {
        return lastNanos + TimeUnit.MILLISECONDS.toNanos(api.heartbeatMs()) - nanos;
    }

    /** Ends the stream of a client that is welcome again, here or elsewhere. */
    void sendAway(GoAwayReason reason, CloseReason counted) {
        long retryMillis = Jitter.within(api.retryMs());
        http.retireConnection();
        if (subscriber != null) {
            subscriber.sendAway(reason, retryMillis, counted);
        }
    }

    /** Ends the stream if the right to it has ended; else it goes on by its plans as they are now. */
    void checkRights(long millis) {
        loop.rights().endOf(grant, millis).ifPresent(last -> {
            boolean withdrawn = last instanceof ControlEvent.End;
            end(last, withdrawn ? CloseReason.WITHDRAWN : CloseReason.RIGHTS);
        });
        if (handle != null && subscriber != null) {
            checkPlans(subscriber);
        }
        if (handle != null && loop.rights().expiresAtMillis(grant) != grant.expiresAtMillis()) {
            loop.timers().expireSoon(handle); // it has an end that it had not when it was opened
        }
    }

    private List<PlanCounter> counters() {
        return loop.rights().counters(grant, quota == null ? List.of() : quota.counters());
    }

    private void checkPlans(Subscriber open) {
        List<PlanCounter> counters = counters();
        if (usage != null) {
            usage = loop.usage().move(usage, UsageDimensions.of(grant, counters));
        }
        StreamQuota now = loop.quotas().change(quota, counters);
        if (now != quota) {
            quota = now;
            open.setQuota(now);
            open.advance();
        }
        open.onQuotaNews();
        boolean isAnotherLife = life.setPlans(PlanCounter.maxConnectionMillis(counters));
        if (handle != null && isAnotherLife) { // its last event may have been sent just now
            loop.timers().expireSoon(handle);
        }
    }

    /** A limit may have been reached, or got low, by what others were sent. */
    void onQuotaNews() {
        if (quota != null && subscriber != null) {
            subscriber.onQuotaNews();
        }
    }

    void onStatus(UpstreamStatus status) {
        if (subscriber != null) {
            subscriber.onStatus(status);
        }
    }

    public void onVerdictDue() {
        if (subscriber != null) {
            subscriber.onVerdictDue();
        }
    }

    ChannelRef ref() {
        return use.ref();
    }

    TimerWheel.Handle handle() {
        return requireNonNull(handle, "has no handle");
    }

    void end(@Nullable ControlEvent last, CloseReason reason) {
        if (subscriber != null) {
            subscriber.end(last, reason);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        leave(CloseReason.CLIENT);
        if (subscriber != null) {
            subscriber.onGone(CloseReason.CLIENT);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        loop.errors().onFailure(cause);
        context.close();
    }

    /** While it does not wait, nothing is in the pipeline: bytes that go straight to the socket overtake none. */
    private void waitUntilTaken() {
        unsent = http.unsentBytes();
        waiting = http.hasUnsent();
        if (waiting) {
            turnBytes = TurnBytes.less(turnBytes, maxUnsentBytes());
            if (handle != null) {
                loop.timers().expireSoon(handle);
            }
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER)
                    .addListener(_ -> loop.failFast().run(this::onTaken));
        }
    }

    private void onTaken() {
        lastNanos = loop.nanos();
        waitUntilTaken();
        if (!waiting) {
            advance();
        }
    }

    private void advance() {
        if (subscriber != null && channel.isActive()) {
            subscriber.advance();
        }
    }

    private int maxUnsentBytes() {
        return loop.streams().limits().maxUnsentBytes();
    }

    /** Gives back what it held; once. */
    private void leave(CloseReason reason) {
        if (handle == null) {
            return;
        }
        if (usage != null) {
            loop.usage().close(usage, reason);
            usage = null;
        }
        loop.timers().remove(handle);
        handle = null;
        use.release();
        loop.quotas().close(quota);
        quota = null;
    }
}
