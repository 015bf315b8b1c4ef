package dev.sluice.relay.channel;

import dev.sluice.model.control.ControlEvent;
import dev.sluice.model.control.GapReason;
import dev.sluice.model.eventstream.EventStreamLimits;
import dev.sluice.model.eventstream.EventStreamParser;
import dev.sluice.model.eventstream.EventStreamSink;
import dev.sluice.model.relay.BackendClass;
import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import dev.sluice.relay.channel.UpstreamOverlap.Found;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Pulls one channel from its backend for as long as it is wanted: connects, reads, tells the log what it finds, and comes back
 * when the connection is lost, asking for what it has missed. Where that cannot be had, it says so: a gap, never silence.
 *
 * <p>Confined to one event loop. Memory: the parser's event and what {@link UpstreamOverlap} holds.
 */
public final class ChannelPull {
    private static final int MAX_HOPS = 5;
    private static final int NO_CONTENT = 204;
    private static final Duration HOLD_BOUND = Duration.ofSeconds(5);
    private static final long SILENCE_KEPT_NANOS = Duration.ofHours(1).toNanos();
    /** So many ids in steps of one, and a larger step on a reconnect means that events are missing. */
    private static final int STEPS_OF_ONE = 3;

    private final PullTarget target;
    private final PullSettings settings;
    private final Backend backend;
    private final ChannelLog log;
    private final PullTimers timers;
    private final ReconnectPolicy reconnects;
    private final Reader reader = new Reader();

    private PullState state = new PullState.Stopped();
    private ChannelMemory memory;
    private PullReason reason;
    private EventStreamParser parser;
    private UpstreamOverlap overlap;
    private boolean paused;
    private boolean firstOfConnection;
    private boolean wasLiveHere;
    private int stepsOfOne;
    private long lostAt;
    private long byteAt;
    private long longestSilence;
    private long longestSilenceAt;

    public ChannelPull(
            PullTarget target,
            ChannelMemory memory,
            PullReason reason,
            PullSettings settings,
            Backend backend,
            ChannelLog log,
            PullTimers timers,
            RandomGenerator random) {
        this.target = target;
        this.memory = memory;
        this.reason = reason;
        this.settings = settings;
        this.backend = backend;
        this.log = log;
        this.timers = timers;
        this.reconnects = new ReconnectPolicy(settings, random);
        this.parser = parserFrom("");
        this.overlap = new UpstreamOverlap(memory, false);
        this.lostAt = timers.epochMillis();
    }

    public void start() {
        connect(target.url(), 0);
    }

    /** Closes the connection at once; the log is told nothing more. */
    public void stop() {
        switch (state) {
            case PullState.Connecting(Backend.Connection connection, int _) -> connection.close();
            case PullState.Live(Backend.Connection connection, long _) -> connection.close();
            case PullState.Waiting(PullTimers.Timer timer, boolean _) -> timer.cancel();
            case PullState.Stopped _, PullState.Ended _ -> {}
        }
        state = new PullState.Stopped();
    }

    /** The log takes more. */
    public void onRoom() {
        if (paused && state instanceof PullState.Live(Backend.Connection connection, long _)) {
            paused = false;
            byteAt = timers.nanos(); // the silence was ours
            connection.resume();
        }
    }

    public BackendClass backendClass() {
        return memory.backendClass();
    }

    private void connect(String url, int hops) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "text/event-stream");
        headers.put("Cache-Control", "no-cache");
        headers.put("Accept-Encoding", "identity");
        if (asksForMore()) {
            headers.put("Last-Event-ID", memory.upstreamId());
        }
        Attempt attempt = new Attempt(url);
        Backend.Connection connection = backend.open(url, headers, attempt);
        attempt.connection = connection;
        state = new PullState.Connecting(connection, hops);
    }

    private boolean asksForMore() {
        return target.sendsIds() && memory.hasId();
    }

    private EventStreamParser parserFrom(String lastId) {
        return new EventStreamParser(EventStreamLimits.forEventsUpTo(target.maxEventBytes()), lastId, reader);
    }

    private void onHead(Attempt attempt, Backend.Head head, int hops) {
        int status = head.status();
        if (status == 200 && isEventStream(head.contentType())) {
            onLive(attempt);
        } else if (status == NO_CONTENT) {
            attempt.close();
            state = new PullState.Ended();
            log.end(new ControlEvent.End(ControlEvent.EndReason.BACKEND_ENDED));
            tell(Upstream.ENDED, status, null);
        } else if (status == 301 || status == 302 || status == 303 || status == 307 || status == 308) {
            attempt.close();
            redirect(attempt.url, head, hops);
        } else if (status == 429 || status >= 500) {
            attempt.close();
            waitAndRetry(reconnects.afterFailure(head.retryAfterSeconds()), status, "the backend answered " + status);
        } else if (status == 200) {
            attempt.close();
            refuse(status, "the backend answered with content type " + shortened(head.contentType()));
        } else {
            attempt.close();
            refuse(status, "the backend answered " + status);
        }
    }

    private void redirect(String from, Backend.Head head, int hops) {
        String location = head.location();
        if (location == null || location.isBlank() || hops >= MAX_HOPS) {
            refuse(
                    head.status(),
                    location == null || location.isBlank() ? "a redirect without a place" : "too many redirects");
            return;
        }
        try {
            connect(URI.create(from).resolve(location.trim()).toString(), hops + 1);
        } catch (IllegalArgumentException broken) {
            refuse(head.status(), "a redirect to what is no URL");
        }
    }

    private static boolean isEventStream(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        String type = contentType.toLowerCase(Locale.ROOT);
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).trim().equals("text/event-stream");
    }

    private static String shortened(@Nullable String text) {
        return text == null ? "none" : text.length() > 60 ? text.substring(0, 60) : text;
    }

    private void onLive(Attempt attempt) {
        long now = timers.nanos();
        state = new PullState.Live(attempt.connection(), now);
        paused = false;
        byteAt = now;
        firstOfConnection = true;
        parser = parserFrom(memory.upstreamId() == null ? "" : memory.upstreamId());
        overlap = new UpstreamOverlap(memory, asksForMore());
        tellWhatIsMissing();
        reason = PullReason.TAKEOVER;
        tell(Upstream.LIVE, 200, null);
        watchSilence(attempt);
    }

    /** A backend that is not asked with an id sends only what is new: what it sent meanwhile is lost. */
    private void tellWhatIsMissing() {
        if (reason == PullReason.FIRST) {
            return;
        }
        if (reason == PullReason.CHANGED && !target.sameStream()) {
            gap(GapReason.BACKEND_CHANGED, null);
        } else if (!asksForMore()) {
            gap(
                    switch (reason) {
                        case IDLE -> GapReason.IDLE;
                        case TAKEOVER -> wasLiveHere ? GapReason.BACKEND_RESET : GapReason.RELAY_OUTAGE;
                        case CHANGED, FIRST -> GapReason.BACKEND_CHANGED;
                    },
                    null);
        }
    }

    private void gap(GapReason why, @Nullable Long missed) {
        log.gap(new ControlEvent.Gap(
                why, null, null, missed, Instant.ofEpochMilli(lostAt), Instant.ofEpochMilli(timers.epochMillis())));
        memory = new ChannelMemory(memory.upstreamId(), memory.sinceOwnId(), memory.backendClass(), true);
    }

    private void onBytes(byte[] bytes) {
        long now = timers.nanos();
        noteSilence(now - byteAt, now);
        byteAt = now;
        parser.feed(bytes, 0, bytes.length);
        if (log.isFull() && state instanceof PullState.Live(Backend.Connection connection, long _)) {
            paused = true;
            connection.pause();
        }
    }

    private void onEnd() {
        parser.end();
        releaseHeld();
        if (state instanceof PullState.Live(Backend.Connection _, long since)) {
            lost(timers.nanos() - since, "the backend has ended the connection");
        } else {
            waitAndRetry(reconnects.afterFailure(-1), null, "the backend has closed the connection without an answer");
        }
    }

    private void lost(long lived, String why) {
        lostAt = timers.epochMillis();
        wasLiveHere = true;
        if (reason == PullReason.FIRST) {
            reason = PullReason.TAKEOVER;
        }
        waitAndRetry(reconnects.afterLive(lived), null, why);
    }

    private void waitAndRetry(Duration wait, @Nullable Integer http, String why) {
        state = new PullState.Waiting(timers.after(wait, () -> connect(target.url(), 0)), false);
        tell(Upstream.BACKING_OFF, http, why);
    }

    private void refuse(@Nullable Integer http, String why) {
        state = new PullState.Waiting(timers.after(reconnects.afterRefusal(), () -> connect(target.url(), 0)), true);
        tell(Upstream.REFUSED, http, why);
    }

    private void tell(Upstream upstream, @Nullable Integer http, @Nullable String why) {
        log.status(new UpstreamStatus(upstream, http, why, timers.epochMillis()));
    }

    // Silence
    // ----------------------------------------------------------------------------------------------------------

    private void noteSilence(long silence, long now) {
        if (silence > longestSilence || now - longestSilenceAt > SILENCE_KEPT_NANOS) {
            longestSilence = silence;
            longestSilenceAt = now;
        }
    }

    private Duration silenceBound() {
        Duration seen = Duration.ofNanos(longestSilence).multipliedBy(3);
        return seen.compareTo(settings.minSilence()) > 0 ? seen : settings.minSilence();
    }

    private void watchSilence(Attempt attempt) {
        Duration left = silenceBound().minusNanos(timers.nanos() - byteAt);
        timers.after(left.isNegative() || left.isZero() ? Duration.ofMillis(1) : left, () -> {
            boolean current =
                    state instanceof PullState.Live(Backend.Connection live, long _) && live == attempt.connection;
            if (!current) {
                return;
            }
            if (!paused && timers.nanos() - byteAt >= silenceBound().toNanos()) {
                attempt.close();
                parser.end();
                releaseHeld();
                lost(0, "the backend has been silent for too long");
            } else {
                watchSilence(attempt);
            }
        });
    }

    // Events
    // -----------------------------------------------------------------------------------------------------------

    private void onEvent(Found event) {
        boolean wasHolding = overlap.isHolding();
        switch (overlap.judge(event)) {
            case PASS -> pass(event);
            case DROP -> firstOfConnection = false;
            case HOLD -> {
                if (!wasHolding) {
                    UpstreamOverlap holding = overlap;
                    timers.after(HOLD_BOUND, () -> {
                        if (overlap == holding && holding.isHolding()) {
                            holding.reset();
                            beginAnew();
                        }
                    });
                }
            }
            case RESET -> beginAnew();
        }
        if (wasHolding && !overlap.isHolding() && memory.backendClass() != BackendClass.B) {
            memory = memory.withClass(BackendClass.B);
        }
    }

    /** The backend counts anew: what lies between is unknown. */
    private void beginAnew() {
        gap(GapReason.BACKEND_RESET, null);
        firstOfConnection = false;
        stepsOfOne = 0;
        overlap.takeHeld().forEach(this::pass);
    }

    /** The connection ends while it is not clear whether what is held is known: nothing must be lost. */
    private void releaseHeld() {
        if (overlap.isHolding()) {
            overlap.takeHeld(); // the same id is asked for again, and the same events come again
        }
    }

    private void pass(Found event) {
        countSteps(event.id());
        firstOfConnection = false;
        memory = memory.after(event.type(), event.data(), event.id());
        log.event(event.type(), event.data(), event.id());
    }

    /** Ids in steps of one that go on with a larger step after a reconnect: so many events are missing. */
    private void countSteps(@Nullable String id) {
        OptionalLong last = UpstreamOverlap.number(memory.upstreamId());
        OptionalLong next = UpstreamOverlap.number(id);
        if (last.isEmpty() || next.isEmpty()) {
            stepsOfOne = 0;
            return;
        }
        long step = next.getAsLong() - last.getAsLong();
        if (step == 1) {
            stepsOfOne++;
        } else if (firstOfConnection && wasLiveHere && step > 1 && stepsOfOne >= STEPS_OF_ONE) {
            gap(GapReason.BACKEND_RESET, step - 1);
        } else {
            stepsOfOne = 0;
        }
    }

    /** One request: what it is told late, after another has begun, does not count. */
    private final class Attempt implements Backend.Handler {
        private final String url;
        private Backend.@Nullable Connection connection;

        Attempt(String url) {
            this.url = url;
        }

        Backend.Connection connection() {
            Backend.Connection own = connection;
            if (own == null) {
                throw new IllegalStateException("told before the request was begun");
            }
            return own;
        }

        void close() {
            connection().close();
        }

        private boolean isCurrent() {
            return switch (state) {
                case PullState.Connecting(Backend.Connection current, int _) -> current == connection;
                case PullState.Live(Backend.Connection current, long _) -> current == connection;
                case PullState.Stopped _, PullState.Waiting _, PullState.Ended _ -> false;
            };
        }

        @Override
        public void onHead(Backend.Head head) {
            if (isCurrent() && state instanceof PullState.Connecting(Backend.Connection _, int hops)) {
                ChannelPull.this.onHead(this, head, hops);
            }
        }

        @Override
        public void onBytes(byte[] bytes) {
            if (isCurrent()) {
                ChannelPull.this.onBytes(bytes);
            }
        }

        @Override
        public void onEnd() {
            if (isCurrent()) {
                ChannelPull.this.onEnd();
            }
        }

        @Override
        public void onFailure(String why, boolean forbidden) {
            if (!isCurrent()) {
                return;
            }
            if (state instanceof PullState.Live(Backend.Connection _, long since)) {
                parser.end();
                releaseHeld();
                lost(timers.nanos() - since, why);
            } else if (forbidden) {
                refuse(null, why);
            } else {
                waitAndRetry(reconnects.afterFailure(-1), null, why);
            }
        }
    }

    private final class Reader implements EventStreamSink {
        @Override
        public void onEvent(String type, byte[] data, @Nullable String ownId, String lastEventId) {
            ChannelPull.this.onEvent(new Found(type.equals("message") ? null : type, data, ownId));
        }

        @Override
        public void onId(String lastEventId) {
            if (overlap.isOver() && !lastEventId.equals(memory.upstreamId())) {
                memory = memory.marked(lastEventId);
                log.mark(lastEventId);
            }
        }

        @Override
        public void onOversize(@Nullable String type, long dataBytes, @Nullable String ownId, String lastEventId) {
            gap(GapReason.OVERSIZE, 1L);
            if (ownId != null) {
                onId(ownId);
            }
        }

        @Override
        public void onRetry(long millis) {
            reconnects.onRetry(millis);
        }

        @Override
        public void onComment() {
            // Any byte is a sign of life, and has been noted as such.
        }
    }
}
