package dev.sluice.relay.channel;

import dev.sluice.model.control.ControlEvent;
import dev.sluice.model.control.GapReason;
import dev.sluice.model.eventstream.LastEventId;
import dev.sluice.model.relay.BackendClass;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import dev.sluice.outbound.OutboundUrl;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One channel's pull: keeps one connection to the backend, asks again when it is lost, and puts what comes into the log.
 *
 * <p>Promises: after {@link #stop} nothing more is given to the log. Whatever may be missing is written as a gap before
 * the next event: at each reconnect that could not be asked to go on from an id, and wherever the backend has not gone
 * on from it. Reading stops while the log is full; what has been read by then is still written, at most one read's
 * worth.
 *
 * <p>Every method and callback runs on the pull's event loop; nothing blocks.
 */
public final class ChannelPull {
    /** How long blocks are held to understand a backend that may be repeating itself. */
    private static final Duration DECISION_TIME = Duration.ofSeconds(5);

    private final PullTarget target;
    private final Backend backend;
    private final ChannelLog log;
    private final PullLoop loop;
    private final ReconnectPolicy policy;
    private final Intake intake;
    private final StatusReporter statuses;
    private final ConnectReason why;
    private final SilenceWatch silence;
    private final WriteBatch batch;
    private final ResettableTimer decisionTimer;

    private PullState state = new PullState.Idle();
    private Attempt attempt = new Attempt();
    private boolean isResumed;
    private boolean isPaused;
    private long liveSince;
    private @Nullable Instant lostAt;
    private Instant readAt = Instant.EPOCH;

    public ChannelPull(
            PullTarget target,
            ChannelMemory memory,
            PullReason why,
            Backend backend,
            ChannelLog log,
            PullLoop loop,
            ReconnectPolicy policy) {
        this.target = target;
        this.backend = backend;
        this.log = log;
        this.loop = loop;
        this.policy = policy;
        this.statuses = new StatusReporter(log, loop);
        this.why = new ConnectReason(why);
        this.batch = new WriteBatch(log, loop);
        this.silence = new SilenceWatch(loop, this::onSilence);
        this.decisionTimer = new ResettableTimer(loop, this::onDecisionTime);
        ChannelMemory known = why == PullReason.CHANGED ? memory.ofAnotherBackend() : memory;
        this.intake = new Intake(target, known, log, policy::onRetry);
    }

    /** To be called once. */
    public void start() {
        if (!(state instanceof PullState.Idle)) {
            throw new IllegalStateException("a pull starts once, was " + state);
        }
        connect();
    }

    /** Closes the connection at once; the log hears no more. */
    public void stop() {
        attempt = new Attempt();
        cancelTimers();
        batch.end();
        switch (state) {
            case PullState.Connecting(Backend.Stream stream, UpstreamRequest _) -> stream.close();
            case PullState.Live(Backend.Stream stream) -> stream.close();
            case PullState.BackingOff(PullLoop.Timer retry) -> retry.cancel();
            case PullState.Refused(PullLoop.Timer retry) -> retry.cancel();
            case PullState.Idle _, PullState.Ended _ -> {}
        }
        state = new PullState.Idle();
    }

    /** Something in here has failed: asks the backend anew, to go on from what has been written. */
    public void onFault() {
        switch (state) {
            case PullState.Connecting(Backend.Stream stream, UpstreamRequest _) -> stream.close();
            case PullState.Live(Backend.Stream stream) -> stream.close();
            case PullState.BackingOff(PullLoop.Timer retry) -> retry.cancel();
            case PullState.Refused(PullLoop.Timer retry) -> retry.cancel();
            case PullState.Idle _, PullState.Ended _ -> {
                return;
            }
        }
        batch.end();
        backOff(null, "what the backend sent could not be taken", null);
    }

    /** The log takes more. */
    public void onRoom() {
        if (isPaused && state instanceof PullState.Live(Backend.Stream stream) && !log.isFull()) {
            isPaused = false;
            silence.begin();
            stream.resume();
        }
    }

    public BackendClass backendClass() {
        return intake.memory().backendClass();
    }

    PullState state() {
        return state;
    }

    private void connect() {
        switch (OutboundUrl.of(target.url())) {
            case OutboundUrl.Good(URI url) -> ask(new UpstreamRequest(url, 0));
            case OutboundUrl.Bad(String reason) -> refuse(null, reason);
        }
    }

    private void reconnect() {
        log.reconnecting();
        connect();
    }

    private void ask(UpstreamRequest request) {
        ChannelMemory memory = intake.memory();
        Optional<String> id = memory.upstreamId() == null || !target.sendsIds()
                ? Optional.empty()
                : LastEventId.headerValue(memory.upstreamId());
        isResumed = id.isPresent();
        attempt = new Attempt();
        state = new PullState.Connecting(backend.open(request.from(id), attempt), request);
    }

    private void onHead(Backend.Head head) {
        if (!(state instanceof PullState.Connecting(Backend.Stream stream, UpstreamRequest asked))) {
            throw new IllegalStateException("a head in " + state);
        }
        int status = head.status();
        switch (UpstreamResponse.of(head, asked, loop.now())) {
            case UpstreamResponse.Stream _ -> live(stream);
            case UpstreamResponse.Over _ -> {
                closed(stream);
                state = new PullState.Ended();
                log.end(new ControlEvent.End(ControlEvent.EndReason.BACKEND_ENDED));
                statuses.report(Upstream.ENDED, status, null);
            }
            case UpstreamResponse.Redirect(UpstreamRequest next) -> {
                closed(stream);
                ask(next);
            }
            case UpstreamResponse.Away(String reason, Duration retryAfter) -> {
                closed(stream);
                backOff(status, reason, retryAfter);
            }
            case UpstreamResponse.Refusal(String reason) -> {
                closed(stream);
                refuse(status, reason);
            }
        }
    }

    private void live(Backend.Stream stream) {
        state = new PullState.Live(stream);
        liveSince = loop.nanoTime();
        policy.onLive();
        intake.open(isResumed, lostAt);
        Instant now = loop.now(); // the same for both: by it a gateway knows that the gap is of this connection
        statuses.report(Upstream.LIVE, 200, null, now);
        GapReason gap = why.gap(isResumed, intake.memory().hasRecords());
        if (gap != null) {
            intake.tellGap(gap, null, now);
        }
        why.onConnected();
        isPaused = false;
        silence.begin();
        pauseIfFull();
    }

    private void onBytes(ByteBuffer bytes) {
        if (batch.begin()) { // one look at the clocks for all that has come together
            silence.onBytes();
            readAt = loop.now();
        }
        intake.read(bytes, readAt);
        watchDecision();
        pauseIfFull();
    }

    private void watchDecision() {
        if (!intake.isHolding()) {
            decisionTimer.cancel();
        } else if (!decisionTimer.isSet()) {
            decisionTimer.set(DECISION_TIME);
        }
    }

    private void onDecisionTime() {
        intake.giveUp(loop.now());
        pauseIfFull();
    }

    private void pauseIfFull() {
        if (!isPaused && state instanceof PullState.Live(Backend.Stream stream) && log.isFull()) {
            isPaused = true;
            silence.end();
            stream.pause();
        }
    }

    private void onSilence() {
        if (state instanceof PullState.Live(Backend.Stream stream)) {
            stream.close();
            lost("the backend has been silent for too long");
        }
    }

    private void lost(String reason) {
        intake.giveUp(loop.now());
        backOff(null, reason, null);
    }

    private void ended() {
        String reason = "the backend has ended the stream";
        if (intake.hasTaken()) {
            intake.giveUp(loop.now());
            askAgain(policy.afterEnd(leave()), null, reason);
        } else {
            lost(reason);
        }
    }

    private void backOff(@Nullable Integer http, String reason, @Nullable Duration retryAfter) {
        askAgain(policy.afterLoss(leave(), retryAfter), http, reason);
    }

    private void askAgain(Duration wait, @Nullable Integer http, String reason) {
        state = new PullState.BackingOff(loop.after(wait, this::reconnect));
        statuses.report(Upstream.BACKING_OFF, http, reason);
    }

    private void refuse(@Nullable Integer http, String reason) {
        leave();
        state = new PullState.Refused(loop.after(policy.afterRefusal(), this::reconnect));
        statuses.report(Upstream.REFUSED, http, reason);
    }

    /** Nothing is open any more; how long the last connection has lived. */
    private Duration leave() {
        attempt = new Attempt();
        cancelTimers();
        if (!(state instanceof PullState.Live)) {
            return Duration.ZERO;
        }
        lostAt = loop.now();
        return Duration.ofNanos(loop.nanoTime() - liveSince);
    }

    private void closed(Backend.Stream stream) {
        attempt = new Attempt();
        stream.close();
    }

    private void cancelTimers() {
        silence.end();
        decisionTimer.cancel();
    }

    /** One request; deaf as soon as another one, or none, is the pull's present one. */
    private final class Attempt implements Backend.Listener {
        private boolean isOver() {
            return attempt != this;
        }

        @Override
        public void onHead(Backend.Head head) {
            if (!isOver()) {
                ChannelPull.this.onHead(head);
            }
        }

        @Override
        public void onBytes(ByteBuffer bytes) {
            if (!isOver()) {
                ChannelPull.this.onBytes(bytes);
            }
        }

        @Override
        public void onEnd() {
            if (!isOver()) {
                ended();
            }
        }

        @Override
        public void onFailure(Backend.Failure failure) {
            if (isOver()) {
                return;
            }
            if (failure.isRefusal()) {
                refuse(null, failure.reason());
            } else {
                lost(failure.reason());
            }
        }
    }
}
