package dev.sluice.gateway.subscribe;

import dev.sluice.gateway.delivery.ClientStream;
import dev.sluice.gateway.delivery.Jitter;
import dev.sluice.gateway.fanout.ApplicationChannels;
import dev.sluice.gateway.fanout.ChannelRef;
import dev.sluice.gateway.fanout.JoinRequest;
import dev.sluice.gateway.protocol.BodyFraming;
import dev.sluice.gateway.protocol.ChunkRemover;
import dev.sluice.gateway.server.DataLoop;
import dev.sluice.gateway.server.DataPlane;
import dev.sluice.gateway.stream.GapProbe;
import dev.sluice.gateway.stream.JoinPoint;
import dev.sluice.gateway.stream.LoopFeed;
import dev.sluice.gateway.stream.PlanResult;
import dev.sluice.gateway.stream.ResumePlan;
import dev.sluice.gateway.stream.ResumePlanner;
import dev.sluice.gateway.stream.ResumeResult;
import dev.sluice.gateway.stream.StartPosition;
import dev.sluice.gateway.stream.StreamTerms;
import dev.sluice.model.problem.Problem;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sets a stream up for an admitted request. Its place is fixed before the head is written: the feed's end is requested, only
 * then may the channel be pulled, and nothing is decided before the tail has read so far. Then it waits a little for what the
 * backend says.
 *
 * <p>Confined to its event loop. It ends by itself within some seconds.
 */
final class StreamSetup implements JoinRequest.Reply {
    /** For Kafka's responses; above it the client is better off at another node. */
    private static final long KAFKA_MILLIS = Duration.ofSeconds(5).toMillis();

    private static final int NOT_FOUND = 404;

    private final DataLoop loop;
    private final ChannelHandlerContext context;
    private final StreamRequest request;
    private final ChannelRef ref;
    private final long verdictMillis;
    /** One object, so that it can be taken off again. */
    private final Consumer<ChannelState> onState = _ -> considerVerdict();

    private @Nullable JoinPoint point;
    /** {@link LoopFeed#replaced} as it joined. */
    private int joinedLog;

    private @Nullable ResumePlan plan;
    private @Nullable Future<?> deadline;
    private ApplicationChannels.@Nullable Slot channelSlot;
    private boolean wantsPull;
    private boolean hasCaughtUp;
    private boolean verdictIsDue;
    private boolean probing;
    private boolean done;

    StreamSetup(DataLoop loop, ChannelHandlerContext context, StreamRequest request, Duration verdictTimeout) {
        this.loop = loop;
        this.context = context;
        this.request = request;
        this.ref = request.ref();
        this.verdictMillis = verdictTimeout.toMillis();
    }

    void begin() {
        if (loop.isKafkaAway()) {
            done = true;
            retryLater(RetryableRefusal.NOT_READY);
            return;
        }
        if (!hasChannelSlot()) {
            done = true;
            retryLater(RetryableRefusal.APPLICATION_CAPPED);
            return;
        }
        loop.hub().enter(ref);
        loop.hub().listen(ref, onState);
        within(KAFKA_MILLIS, this::onKafkaSlow);
        join();
    }

    /** Takes a channel slot where one is needed: a stream for which nothing will be pulled needs none. */
    private boolean hasChannelSlot() {
        ApplicationChannels.Holder holder = request.holder();
        if (holder == null || (request.position() instanceof StartPosition.After && isEnded())) {
            return true;
        }
        channelSlot = loop.admission().channels().acquire(holder, ref);
        return channelSlot != null;
    }

    @Override
    public void onEndKnown() {
        if (!done && !(request.position() instanceof StartPosition.After && isEnded())) {
            want();
        }
    }

    @Override
    public void onJoined(JoinPoint joined) {
        if (!done) {
            point = joined;
            joinedLog = feed().replaced();
            decide(joined);
        }
    }

    @Override
    public void onFailed(String reason) {
        if (!done) {
            finish();
            retryLater(RetryableRefusal.NOT_READY);
        }
    }

    /** The client has gone. */
    void onGone() {
        if (!done) {
            finish();
        }
    }

    private LoopFeed feed() {
        return loop.hub().channel(ref).feed();
    }

    private void join() {
        loop.fanout().join(new JoinRequest(ref.feed(), ref.key(), this::onLoop, this));
    }

    private void decide(JoinPoint joined) {
        ResumePlanner planner = new ResumePlanner(
                loop.hub().channel(ref),
                joined,
                loop.hub().state(ref),
                request.topic().onGap(),
                hasCaughtUp);
        switch (planner.decide(request.position())) {
            case PlanResult.Begin(ResumePlan found) -> lookForGap(found);
            case PlanResult.CatchUpFirst _ -> {
                hasCaughtUp = true;
                loop.fanout().states().readToPresentEnd().thenRun(() -> onLoop(this::joinAgain));
            }
            case PlanResult.AlreadyEnded _ -> noContent(ResumeResult.EXACT);
        }
    }

    /** A client without control events gets a gap in the head, so that has to be known first. */
    private void lookForGap(ResumePlan found) {
        if (request.topic().controlEvents()) {
            onPlan(found);
        } else if (found.mayBeginWithGap()) {
            probing = true;
            new GapProbe(loop.hub().channel(ref), found, loop.streams(), this::onProbed).begin();
        } else {
            onPlan(found.withoutGapEvent());
        }
    }

    private void onProbed(GapProbe.Finding finding) {
        if (done) {
            return;
        }
        switch (finding) {
            case GapProbe.Finding.Event(ResumePlan found) -> onPlan(found);
            case GapProbe.Finding.NoEvent(ResumePlan found) -> {
                if (request.position() instanceof StartPosition.After && isEnded()) {
                    noContent(found.isResume() ? ResumeResult.EXACT : found.result());
                } else {
                    onPlan(found);
                }
            }
            case GapProbe.Finding.Unreadable _ -> onFailed("the log cannot be read");
        }
    }

    private void noContent(ResumeResult result) {
        finish();
        request.response().noContent(result);
    }

    private void onPlan(ResumePlan found) {
        plan = found;
        if (!(request.position() instanceof StartPosition.After && isEnded())) {
            want();
        }
        within(verdictMillis, this::onVerdictDue);
        considerVerdict();
    }

    private void joinAgain() {
        if (!done && plan == null) {
            join();
        }
    }

    /** The log that it has joined has been replaced meanwhile. */
    private void beginAnew() {
        point = null;
        plan = null;
        hasCaughtUp = false;
        within(KAFKA_MILLIS, this::onKafkaSlow);
        join();
    }

    private void onKafkaSlow() {
        if (point != null && hasCaughtUp && !probing) {
            decide(point);
        } else {
            finish();
            retryLater(RetryableRefusal.NOT_READY);
        }
    }

    private void onVerdictDue() {
        verdictIsDue = true;
        considerVerdict();
    }

    /** Opens or refuses the stream when the backend has been heard, or need not be. */
    private void considerVerdict() {
        ResumePlan found = plan;
        JoinPoint joined = point;
        if (done || found == null || joined == null) {
            return;
        }
        if (feed().replaced() != joinedLog) {
            beginAnew();
            return;
        }
        ChannelState state = loop.hub().state(ref);
        boolean untouched =
                (joined.known() == null || joined.known().sequence() == 0) && (state == null || state.sequence() == 0);
        UpstreamStatus status = state == null ? null : state.status();
        if (untouched && status != null && status.upstream() == Upstream.REFUSED) {
            finish();
            refuse(status);
        } else if (verdictIsDue || !mustWait(status, untouched || beginsWithStatus(found))) {
            ClientStream stream = open(found.withUpstream(status, verdictIsDue));
            if (!verdictIsDue && status != null && status.upstream() == Upstream.CONNECTING) {
                loop.loop().schedule(stream::onVerdictDue, verdictMillis, TimeUnit.MILLISECONDS);
            }
        }
    }

    private boolean beginsWithStatus(ResumePlan found) {
        return found.fresh() && request.topic().controlEvents();
    }

    /** @param forConnect also while the backend is connected: a stream with events to come need not wait for that */
    private static boolean mustWait(@Nullable UpstreamStatus status, boolean forConnect) {
        return status == null
                || status.upstream() == Upstream.IDLE
                || (forConnect && status.upstream() == Upstream.CONNECTING);
    }

    private ClientStream open(ResumePlan found) {
        boolean pulled = wantsPull;
        wantsPull = false;
        ApplicationChannels.Slot held = channelSlot;
        channelSlot = null;
        loop.hub().enter(ref);
        finish();
        if (request.response().framing() == BodyFraming.UNTIL_CLOSE) {
            context.pipeline().addBefore(context.name(), null, new ChunkRemover());
        }
        ClientStream stream =
                new ClientStream(loop, context.channel(), ref, request.grant(), request.api(), pulled, held);
        context.pipeline().replace(context.handler(), null, stream);
        if (context.channel().pipeline().get(DataPlane.DECODER) != null) {
            context.channel().pipeline().remove(DataPlane.DECODER);
        }
        ByteBuf head = request.response().streamHead(found.result());
        stream.begin(
                found,
                head,
                new StreamTerms(request.topic().controlEvents(), request.topic().slowClient(), (int)
                        Jitter.around(request.api().retryMs())));
        return stream;
    }

    private void refuse(UpstreamStatus status) {
        if (status.isCapped()) {
            retryLater(RetryableRefusal.CHANNELS_CAPPED);
            return;
        }
        boolean notFound = Objects.equals(status.http(), NOT_FOUND);
        Problem problem = notFound ? Problem.BACKEND_NOT_FOUND : Problem.BACKEND_REFUSED;
        String reason = status.reason() == null ? "" : " Reason: " + status.reason() + '.';
        String http = status.http() == null ? "" : " It answers " + status.http() + '.';
        request.response().problem(problem, problem.description() + http + reason);
    }

    private void retryLater(RetryableRefusal why) {
        loop.streams().counters().onRefused(why.reason());
        request.response().retryLater(why, request.isNative(), loop.streams().encoder());
    }

    private boolean isEnded() {
        ChannelState state = loop.hub().state(ref);
        return state != null && state.status().upstream() == Upstream.ENDED;
    }

    private void want() {
        if (!wantsPull) {
            wantsPull = true;
            loop.demands().want(ref);
        }
    }

    /** Gives back what it held. */
    private void finish() {
        done = true;
        if (deadline != null) {
            deadline.cancel(false);
        }
        loop.hub().unlisten(ref, onState);
        if (wantsPull) {
            wantsPull = false;
            loop.demands().release(ref);
        }
        if (channelSlot != null) {
            channelSlot.release();
            channelSlot = null;
        }
        loop.hub().leave(ref);
    }

    private void within(long millis, Runnable task) {
        if (deadline != null) {
            deadline.cancel(false);
        }
        deadline = loop.loop()
                .schedule(() -> loop.runFor(context, () -> runUnlessDone(task)), millis, TimeUnit.MILLISECONDS);
    }

    private void runUnlessDone(Runnable task) {
        if (!done) {
            task.run();
        }
    }

    /** From any thread. */
    private void onLoop(Runnable task) {
        loop.loop().execute(() -> loop.runFor(context, task));
    }
}
