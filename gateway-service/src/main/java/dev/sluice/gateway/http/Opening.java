package dev.sluice.gateway.http;

import dev.sluice.gateway.fanout.ApplicationChannels;
import dev.sluice.gateway.fanout.ChannelRef;
import dev.sluice.gateway.fanout.JoinRequest;
import dev.sluice.gateway.stream.Asked;
import dev.sluice.gateway.stream.GapProbe;
import dev.sluice.gateway.stream.JoinPoint;
import dev.sluice.gateway.stream.LoopFeed;
import dev.sluice.gateway.stream.ResumeResult;
import dev.sluice.gateway.stream.Start;
import dev.sluice.gateway.stream.StartResult;
import dev.sluice.gateway.stream.StartRule;
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
 * From an admitted request to an open stream. Its place is fixed before the head is written: the feed's end is asked for,
 * only then may the channel be pulled, and nothing is decided before the tail has read so far. Then it waits a little for
 * what the backend says.
 *
 * <p>Confined to its event loop. It ends by itself within some seconds.
 */
final class Opening implements JoinRequest.Reply {
    /** For Kafka's answers; above it the client is better off at another node. */
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

    private @Nullable Start start;
    private @Nullable Future<?> deadline;
    private ApplicationChannels.@Nullable Place place;
    private boolean wantsPull;
    private boolean lookedAgain;
    private boolean verdictIsDue;
    private boolean probing;
    private boolean done;

    Opening(DataLoop loop, ChannelHandlerContext context, StreamRequest request, Duration verdictTimeout) {
        this.loop = loop;
        this.context = context;
        this.request = request;
        this.ref = request.ref();
        this.verdictMillis = verdictTimeout.toMillis();
    }

    void begin() {
        if (loop.isKafkaAway()) {
            done = true;
            notNow(NotNow.NOT_READY);
            return;
        }
        if (!hasPlace()) {
            done = true;
            notNow(NotNow.APPLICATION_CAPPED);
            return;
        }
        loop.hub().enter(ref);
        loop.hub().listen(ref, onState);
        within(KAFKA_MILLIS, this::onKafkaSlow);
        join();
    }

    /** Takes a place where one is needed: a stream for which nothing will be pulled needs none. */
    private boolean hasPlace() {
        ApplicationChannels.Holder holder = request.holder();
        if (holder == null || (request.asked() instanceof Asked.After && isEnded())) {
            return true;
        }
        place = loop.room().channels().enter(holder, ref);
        return place != null;
    }

    @Override
    public void onEndKnown() {
        if (!done && !(request.asked() instanceof Asked.After && isEnded())) {
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
            notNow(NotNow.NOT_READY);
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
        StartRule rule = new StartRule(
                loop.hub().channel(ref),
                joined,
                loop.hub().state(ref),
                request.topic().onGap(),
                lookedAgain);
        switch (rule.decide(request.asked())) {
            case StartResult.Begin(Start begin) -> lookForGap(begin);
            case StartResult.LookAgain _ -> {
                lookedAgain = true;
                loop.fanout().states().readToPresentEnd().thenRun(() -> onLoop(this::joinAgain));
            }
            case StartResult.AlreadyEnded _ -> noContent(ResumeResult.EXACT);
        }
    }

    /** A client without control events is told in the head, so that has to be known first. */
    private void lookForGap(Start begin) {
        if (request.topic().controlEvents()) {
            onStart(begin);
        } else if (begin.mayBeginWithGap()) {
            probing = true;
            new GapProbe(loop.hub().channel(ref), begin, loop.streams(), this::onProbed).begin();
        } else {
            onStart(begin.withoutGapEvent());
        }
    }

    private void onProbed(GapProbe.Finding finding) {
        if (done) {
            return;
        }
        switch (finding) {
            case GapProbe.Finding.Event(Start begin) -> onStart(begin);
            case GapProbe.Finding.NoEvent(Start begin) -> {
                if (request.asked() instanceof Asked.After && isEnded()) {
                    noContent(begin.isResume() ? ResumeResult.EXACT : begin.result());
                } else {
                    onStart(begin);
                }
            }
            case GapProbe.Finding.Unreadable _ -> onFailed("the log cannot be read");
        }
    }

    private void noContent(ResumeResult result) {
        finish();
        request.answers().noContent(result);
    }

    private void onStart(Start begin) {
        start = begin;
        if (!(request.asked() instanceof Asked.After && isEnded())) {
            want();
        }
        within(verdictMillis, this::onVerdictDue);
        considerVerdict();
    }

    private void joinAgain() {
        if (!done && start == null) {
            join();
        }
    }

    /** The log that it has joined has been replaced meanwhile. */
    private void beginAnew() {
        point = null;
        start = null;
        lookedAgain = false;
        within(KAFKA_MILLIS, this::onKafkaSlow);
        join();
    }

    private void onKafkaSlow() {
        if (point != null && lookedAgain && !probing) {
            decide(point);
        } else {
            finish();
            notNow(NotNow.NOT_READY);
        }
    }

    private void onVerdictDue() {
        verdictIsDue = true;
        considerVerdict();
    }

    /** Answers when the backend has been heard, or need not be. */
    private void considerVerdict() {
        Start begin = start;
        JoinPoint joined = point;
        if (done || begin == null || joined == null) {
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
        } else if (verdictIsDue || !mustWait(status, untouched || beginsWithStatus(begin))) {
            OpenStream stream = open(begin.withUpstream(status, verdictIsDue));
            if (!verdictIsDue && status != null && status.upstream() == Upstream.CONNECTING) {
                loop.loop().schedule(stream::onVerdictDue, verdictMillis, TimeUnit.MILLISECONDS);
            }
        }
    }

    private boolean beginsWithStatus(Start begin) {
        return begin.fresh() && request.topic().controlEvents();
    }

    /** @param forConnect also while the backend is connected: a stream with events to come need not wait for that */
    private static boolean mustWait(@Nullable UpstreamStatus status, boolean forConnect) {
        return status == null
                || status.upstream() == Upstream.IDLE
                || (forConnect && status.upstream() == Upstream.CONNECTING);
    }

    private OpenStream open(Start begin) {
        boolean pulled = wantsPull;
        wantsPull = false;
        ApplicationChannels.Place held = place;
        place = null;
        loop.hub().enter(ref);
        finish();
        if (request.answers().framing() == BodyFraming.UNTIL_CLOSE) {
            context.pipeline().addBefore(context.name(), null, new Unchunked());
        }
        OpenStream stream = new OpenStream(loop, context.channel(), ref, request.grant(), request.api(), pulled, held);
        context.pipeline().replace(context.handler(), null, stream);
        if (context.channel().pipeline().get(DataPlane.DECODER) != null) {
            context.channel().pipeline().remove(DataPlane.DECODER);
        }
        ByteBuf head = request.answers().streamHead(begin.result());
        stream.begin(
                begin,
                head,
                new StreamTerms(request.topic().controlEvents(), request.topic().slowClient(), (int)
                        Jitter.around(request.api().retryMs())));
        return stream;
    }

    private void refuse(UpstreamStatus status) {
        if (status.isCapped()) {
            notNow(NotNow.CHANNELS_CAPPED);
            return;
        }
        boolean notFound = Objects.equals(status.http(), NOT_FOUND);
        Problem problem = notFound ? Problem.BACKEND_NOT_FOUND : Problem.BACKEND_REFUSED;
        String reason = status.reason() == null ? "" : " Reason: " + status.reason() + '.';
        String http = status.http() == null ? "" : " It answers " + status.http() + '.';
        request.answers().problem(problem, problem.description() + http + reason);
    }

    private void notNow(NotNow why) {
        loop.streams().counters().onRefused(why.reason());
        request.answers().notNow(why, request.isNative(), loop.streams().encoder());
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
        if (place != null) {
            place.leave();
            place = null;
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
