package dev.sluice.gateway.subscribe;

import static java.util.Objects.requireNonNull;

import dev.sluice.gateway.delivery.ChannelUse;
import dev.sluice.gateway.delivery.ClientStream;
import dev.sluice.gateway.delivery.DeliveryLoop;
import dev.sluice.gateway.delivery.Jitter;
import dev.sluice.gateway.fanout.ApplicationChannels;
import dev.sluice.gateway.fanout.ChannelHub;
import dev.sluice.gateway.fanout.ChannelRef;
import dev.sluice.gateway.fanout.JoinRequest;
import dev.sluice.gateway.protocol.RequestDecoders;
import dev.sluice.gateway.quota.QuotaLeft;
import dev.sluice.gateway.quota.QuotaReached;
import dev.sluice.gateway.quota.StreamQuota;
import dev.sluice.gateway.stream.GapProbe;
import dev.sluice.gateway.stream.JoinPoint;
import dev.sluice.gateway.stream.LoopFeed;
import dev.sluice.gateway.stream.PlanResult;
import dev.sluice.gateway.stream.ResumePlan;
import dev.sluice.gateway.stream.ResumePlanner;
import dev.sluice.gateway.stream.ResumeResult;
import dev.sluice.gateway.stream.StartPosition;
import dev.sluice.gateway.stream.StreamTerms;
import dev.sluice.gateway.subscribe.SetupPhase.AwaitingVerdict;
import dev.sluice.gateway.subscribe.SetupPhase.CatchingUp;
import dev.sluice.gateway.subscribe.SetupPhase.Done;
import dev.sluice.gateway.subscribe.SetupPhase.Joined;
import dev.sluice.gateway.subscribe.SetupPhase.Joining;
import dev.sluice.gateway.subscribe.SetupPhase.Probing;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.time.Duration;
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

    private final RequestContext shared;
    private final DeliveryLoop delivery;
    private final ChannelHandlerContext context;
    private final StreamRequest request;
    private final Refusals refusals;
    private final ChannelRef ref;
    private final long verdictMillis;
    /** One object, so that it can be taken off again. */
    private final Consumer<ChannelState> onState = _ -> considerVerdict();

    private SetupPhase phase = SetupPhase.JOINING;
    /** Until the stream has it. */
    private @Nullable ChannelUse use;

    /** Until the stream has it; {@code null} = nothing limits it. */
    private @Nullable StreamQuota quota;

    private @Nullable Future<?> deadline;
    private boolean verdictIsDue;

    StreamSetup(RequestContext shared, ChannelHandlerContext context, StreamRequest request) {
        this.shared = shared;
        this.delivery = shared.delivery();
        this.context = context;
        this.request = request;
        this.refusals = new Refusals(delivery.streams(), request.response(), request.isNative());
        this.ref = request.ref();
        this.verdictMillis = shared.settings().verdictTimeout().toMillis();
    }

    void begin() {
        if (shared.rights().isKafkaAway()) {
            phase = SetupPhase.DONE;
            refusals.retryLater(RetryableRefusal.NOT_READY);
            return;
        }
        switch (PlanAdmission.open(shared, request)) {
            case PlanAdmission.Result.Open(StreamQuota left) -> {
                quota = left;
                beginUse();
            }
            case PlanAdmission.Result.Reached(QuotaReached limit) -> {
                phase = SetupPhase.DONE;
                refusals.refuse(limit, delivery.quotas().millis());
            }
            case PlanAdmission.Result.Capped(RetryableRefusal refusal) -> {
                phase = SetupPhase.DONE;
                refusals.retryLater(refusal);
            }
        }
    }

    private void beginUse() {
        ApplicationChannels.Holder holder = holder();
        ApplicationChannels.Slot slot =
                holder == null ? null : shared.limits().channels().acquire(holder, ref);
        if (holder != null && slot == null) {
            phase = SetupPhase.DONE;
            closeQuota();
            refusals.retryLater(RetryableRefusal.APPLICATION_CAPPED);
            return;
        }
        use = delivery.use(ref, slot);
        hub().listen(ref, onState);
        within(KAFKA_MILLIS, this::onKafkaSlow);
        join();
    }

    /** Returns the application that needs a slot; a stream for which nothing will be pulled needs none. */
    private ApplicationChannels.@Nullable Holder holder() {
        return followsEnd() ? null : request.holder();
    }

    @Override
    public void onEndKnown() {
        if (!isDone() && !followsEnd()) {
            use().demand();
        }
    }

    @Override
    public void onJoined(JoinPoint point) {
        if (!isDone()) {
            boolean isAgain = !(phase instanceof Joining);
            decide(new Joined(point, feed().replaced()), isAgain);
        }
    }

    @Override
    public void onFailed(String reason) {
        if (!isDone()) {
            finish();
            refusals.retryLater(RetryableRefusal.NOT_READY);
        }
    }

    /** The client has gone. */
    void onGone() {
        if (!isDone()) {
            finish();
        }
    }

    private void join() {
        shared.fanout().join(new JoinRequest(ref.feed(), ref.key(), this::onLoop, this));
    }

    private void decide(Joined joined, boolean hasCaughtUp) {
        ResumePlanner planner = new ResumePlanner(
                hub().channel(ref),
                joined.point(),
                hub().state(ref),
                request.topic().onGap(),
                hasCaughtUp);
        switch (planner.decide(request.query().position())) {
            case PlanResult.Begin(ResumePlan plan) -> lookForGap(joined, plan);
            case PlanResult.CatchUpFirst _ -> {
                phase = new CatchingUp(joined);
                shared.fanout().states().readToPresentEnd().thenRun(() -> onLoop(this::joinAgain));
            }
            case PlanResult.AlreadyEnded _ -> noContent(ResumeResult.EXACT);
        }
    }

    /** A client without control events gets a gap in the head, so that has to be known first. */
    private void lookForGap(Joined joined, ResumePlan plan) {
        if (request.topic().controlEvents()) {
            onPlan(joined, plan);
        } else if (plan.mayBeginWithGap()) {
            phase = new Probing(joined);
            // A join that was answered late may come here after the deadline before has passed.
            within(KAFKA_MILLIS, this::onKafkaSlow);
            new GapProbe(hub().channel(ref), plan, delivery.streams(), found -> onProbed(joined, found)).begin();
        } else {
            onPlan(joined, plan.withoutGapEvent());
        }
    }

    private void onProbed(Joined joined, GapProbe.Finding finding) {
        if (isDone()) {
            return;
        }
        switch (finding) {
            case GapProbe.Finding.Event(ResumePlan plan) -> onPlan(joined, plan);
            case GapProbe.Finding.NoEvent(ResumePlan plan) -> {
                if (followsEnd()) {
                    noContent(plan.isResume() ? ResumeResult.EXACT : plan.result());
                } else {
                    onPlan(joined, plan);
                }
            }
            case GapProbe.Finding.Unreadable _ -> onFailed("the log cannot be read");
        }
    }

    private void noContent(ResumeResult result) {
        finish();
        refusals.noContent(result);
    }

    private void onPlan(Joined joined, ResumePlan plan) {
        phase = new AwaitingVerdict(joined, plan);
        if (!followsEnd()) {
            use().demand();
        }
        within(verdictMillis, this::onVerdictDue);
        considerVerdict();
    }

    private void joinAgain() {
        if (phase instanceof CatchingUp || phase instanceof Probing) {
            join();
        }
    }

    /** The log that it has joined has been replaced meanwhile. */
    private void beginAnew() {
        phase = SetupPhase.JOINING;
        within(KAFKA_MILLIS, this::onKafkaSlow);
        join();
    }

    private void onKafkaSlow() {
        if (phase instanceof CatchingUp(Joined joined)) {
            decide(joined, true);
        } else {
            finish();
            refusals.retryLater(RetryableRefusal.NOT_READY);
        }
    }

    private void onVerdictDue() {
        verdictIsDue = true;
        considerVerdict();
    }

    /** Opens or refuses the stream when the backend has been heard, or need not be. */
    private void considerVerdict() {
        if (!(phase instanceof AwaitingVerdict(Joined joined, ResumePlan plan))) {
            return;
        }
        if (feed().replaced() != joined.log()) {
            beginAnew();
            return;
        }
        ChannelState state = hub().state(ref);
        boolean untouched = joined.hasNoEvent() && (state == null || state.sequence() == 0);
        UpstreamStatus status = state == null ? null : state.status();
        if (untouched && status != null && status.upstream() == Upstream.REFUSED) {
            finish();
            refusals.refuse(status);
        } else if (verdictIsDue || !mustWait(status, untouched || beginsWithStatus(plan))) {
            ResumePlan named = state != null && untouched ? plan.inGeneration(state.generation()) : plan;
            ClientStream stream = open(named.withUpstream(status, verdictIsDue));
            if (!verdictIsDue && status != null && status.upstream() == Upstream.CONNECTING) {
                delivery.eventLoop().schedule(() -> stream.onVerdictDue(), verdictMillis, TimeUnit.MILLISECONDS);
            }
        }
    }

    private boolean beginsWithStatus(ResumePlan plan) {
        return plan.fresh() && request.topic().controlEvents();
    }

    /** @param forConnect also while the backend is connected: a stream with events to come need not wait for that */
    private static boolean mustWait(@Nullable UpstreamStatus status, boolean forConnect) {
        return status == null
                || status.upstream() == Upstream.IDLE
                || (forConnect && status.upstream() == Upstream.CONNECTING);
    }

    private ClientStream open(ResumePlan plan) {
        StreamQuota limited = quota;
        ClientStream stream = new ClientStream(
                delivery,
                request.response().http(),
                use(),
                limited,
                request.grant(),
                request.api(),
                request.sinceNanos());
        use = null;
        quota = null;
        finish();
        context.pipeline().replace(context.handler(), null, stream);
        RequestDecoders.removeFrom(context.pipeline());
        QuotaLeft left = limited == null ? null : limited.left();
        stream.begin(plan, request.response().streamHead(plan.result(), left), terms(limited));
        return stream;
    }

    private StreamTerms terms(@Nullable StreamQuota limited) {
        int retryMillis = (int) Jitter.around(request.api().retryMs());
        return new StreamTerms(
                request.topic().controlEvents(),
                request.topic().slowClient(),
                retryMillis,
                request.heartbeat(),
                limited);
    }

    /** Returns whether it resumes in a channel that has ended: nothing will come that it would have to be pulled for. */
    private boolean followsEnd() {
        ChannelState state = hub().state(ref);
        return request.query().position() instanceof StartPosition.After
                && state != null
                && state.status().upstream() == Upstream.ENDED;
    }

    private boolean isDone() {
        return phase instanceof Done;
    }

    private ChannelHub hub() {
        return delivery.hub();
    }

    private LoopFeed feed() {
        return hub().channel(ref).feed();
    }

    private ChannelUse use() {
        return requireNonNull(use, "not begun, or done");
    }

    /** Ends the set-up, and the channel's use unless the stream has it. */
    private void finish() {
        phase = SetupPhase.DONE;
        if (deadline != null) {
            deadline.cancel(false);
        }
        hub().unlisten(ref, onState);
        if (use != null) {
            use.release();
            use = null;
        }
        closeQuota();
    }

    private void closeQuota() {
        delivery.quotas().close(quota);
        quota = null;
    }

    private void within(long millis, Runnable task) {
        if (deadline != null) {
            deadline.cancel(false);
        }
        deadline = delivery.eventLoop()
                .schedule(
                        () -> shared.errors().runFor(context, () -> runUnlessDone(task)),
                        millis,
                        TimeUnit.MILLISECONDS);
    }

    private void runUnlessDone(Runnable task) {
        if (!isDone()) {
            task.run();
        }
    }

    /** From any thread. */
    private void onLoop(Runnable task) {
        delivery.eventLoop().execute(() -> shared.errors().runFor(context, task));
    }
}
