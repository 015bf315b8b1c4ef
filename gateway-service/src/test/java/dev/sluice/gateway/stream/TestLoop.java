package dev.sluice.gateway.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.model.api.TopicStreaming.Heartbeat;
import dev.sluice.model.api.TopicStreaming.OnGap;
import dev.sluice.model.api.TopicStreaming.SlowClient;
import dev.sluice.model.channel.Feed;
import dev.sluice.model.control.ControlEvent;
import dev.sluice.model.control.GapReason;
import dev.sluice.model.event.ChannelPosition;
import dev.sluice.model.event.EventId;
import dev.sluice.model.event.RecordKind;
import dev.sluice.model.relay.BackendClass;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.Checkpoint;
import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import dev.sluice.model.wire.Wire;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One event loop with one channel of one feed, its log and its tail; everything happens when the test says so. */
final class TestLoop implements ReplaySource {
    static final String GENERATION = "aaaaaaaaaa";
    static final int CREDIT = 200;

    /** @param time at which the broker took it */
    record Row(RecordKind kind, String generation, long sequence, long offset, long time) {
        Row(RecordKind kind, String generation, long sequence, long offset) {
            this(kind, generation, sequence, offset, 0);
        }
    }

    final Queue<Runnable> tasks = new ArrayDeque<>();
    /** Requests that are not due yet. */
    private final List<Runnable> later = new ArrayList<>();

    final StreamCounters counters = new StreamCounters();
    final List<ResumePlan> probed = new ArrayList<>();
    final LoopFeed feed;
    /** Whether an upstream of which no state says anything is live. */
    boolean knowsUpstream = true;
    /** Data of records by offset; any other record has its sequence as data. */
    final Map<Long, String> data = new HashMap<>();

    private final LoopStreams streams;
    private final List<Row> log = new ArrayList<>();
    private long logStart;
    private long nextOffset;
    /** Each offset takes a millisecond. */
    private long logBegan;

    private int read;
    private long turns;
    private boolean attached;

    @Nullable
    ChannelState state;

    TestLoop(long ringBytes) {
        streams = new LoopStreams(
                tasks::add,
                Frames.ENCODER,
                this,
                counters,
                Clock.systemUTC(),
                new StreamLimits(CREDIT, 0, Duration.ofSeconds(15), Duration.ofSeconds(30)));
        feed = new LoopFeed(new Feed("api", 0), new RingLimits(ringBytes, Long.MAX_VALUE, Long.MAX_VALUE));
        attach(0);
    }

    /** Appends a record to the log; other channels' records lie before it. */
    Row append(RecordKind kind, String generation, long sequence, int othersBefore) {
        nextOffset += othersBefore;
        Row row = new Row(kind, generation, sequence, nextOffset, logBegan + nextOffset);
        nextOffset++;
        log.add(row);
        return row;
    }

    /** Appends a gap as relays record it. */
    Row appendGap(GapReason reason, long sequence, long until) {
        Row row = append(RecordKind.GAP, GENERATION, sequence, 0);
        Instant end = Instant.ofEpochMilli(until);
        data.put(
                row.offset(), new String(Wire.write(new ControlEvent.Gap(reason, null, null, null, null, end)), UTF_8));
        return row;
    }

    /** The relays tell how the channel's upstream stands from a time on. */
    void tell(Upstream upstream, long at) {
        feed.channel(Frames.CHANNEL).onState(state(new UpstreamStatus(upstream, null, null, at)));
    }

    /** The tail reads some more of the log. */
    void tail(int most) {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < most && attached && read < log.size(); i++) {
            frames.add(frame(log.get(read++)));
        }
        DueChannels due = new DueChannels(++turns);
        feed.add(new TailBatch(frames, List.of(0L), false), due);
        due.advanceAll();
        feed.trim(0);
    }

    void tailAll() {
        tail(Integer.MAX_VALUE);
    }

    void cutBefore(long offset) {
        logStart = offset;
    }

    /** How many rows of the log the tail has read. */
    int read() {
        return read;
    }

    boolean isAttached() {
        return attached;
    }

    /** The tail goes on after so many rows of the log. */
    void attach(int rows) {
        read = rows;
        attached = true;
        feed.onAttached(offsetAfter(rows), List.of(0L));
    }

    void detach(GapReason reason) {
        attached = false;
        feed.onDetached(reason);
    }

    /** The topic has been made anew, and has no row. */
    void replaceLog() {
        log.clear();
        logBegan += nextOffset;
        logStart = 0;
        nextOffset = 0;
        read = 0;
    }

    /** Where the rows after so many of the log begin. */
    long offsetAfter(int rows) {
        return rows == log.size() ? nextOffset : log.get(rows).offset();
    }

    PlanResult decide(StartPosition position, boolean hasCaughtUp, OnGap onGap) {
        return decide(position, joined(read, read), hasCaughtUp, onGap);
    }

    PlanResult decide(StartPosition position, JoinPoint point, boolean hasCaughtUp, OnGap onGap) {
        return new ResumePlanner(feed.channel(Frames.CHANNEL), point, state, onGap, hasCaughtUp).decide(position);
    }

    /** Of a client that came when the tail had read {@code before} rows of a log of {@code end}; it has read those since. */
    JoinPoint joined(int before, int end) {
        return new JoinPoint(
                offsetAfter(end), offsetAfter(read), positionAfter(read), offsetAfter(before), positionAfter(before));
    }

    private @Nullable ChannelPosition positionAfter(int rows) {
        return rows == 0
                ? null
                : new ChannelPosition(
                        log.get(rows - 1).generation(), log.get(rows - 1).sequence());
    }

    ResumePlan plan(StartPosition position) {
        PlanResult result = decide(position, true, OnGap.EARLIEST);
        if (result instanceof PlanResult.Begin(ResumePlan plan)) {
            return plan;
        }
        throw new AssertionError(result);
    }

    TestOutlet open(StartPosition position, boolean stuck) {
        return open(plan(position), stuck, true);
    }

    TestOutlet open(ResumePlan plan, boolean stuck, boolean controlEvents) {
        return open(plan, stuck, new StreamTerms(controlEvents, SlowClient.REPLAY, 3000, Heartbeat.COMMENT));
    }

    TestOutlet open(ResumePlan plan, boolean stuck, StreamTerms terms) {
        TestOutlet outlet = new TestOutlet(tasks, stuck);
        open(plan, outlet, terms);
        return outlet;
    }

    void open(ResumePlan plan, TestOutlet outlet, StreamTerms terms) {
        UpstreamStatus live = new UpstreamStatus(Upstream.LIVE, null, null, 0);
        ResumePlan begun = plan.upstream() == null && knowsUpstream ? plan.withUpstream(live, true) : plan;
        outlet.subscriber = feed.channel(Frames.CHANNEL).open(begun, outlet, terms, streams);
    }

    /** A client without control events, let in when it is known whether something is missing. */
    TestOutlet openProbed(StartPosition position) {
        TestOutlet outlet = new TestOutlet(tasks, false);
        openProbed(plan(position), outlet, probed::add);
        runAll();
        return outlet;
    }

    void openProbed(ResumePlan plan, TestOutlet outlet, Consumer<ResumePlan> decided) {
        new GapProbe(feed.channel(Frames.CHANNEL), plan, streams, found -> {
                    ResumePlan decision = place(found);
                    decided.accept(decision);
                    open(decision, outlet, new StreamTerms(false, SlowClient.REPLAY, 3000, Heartbeat.COMMENT));
                })
                .begin();
    }

    /** What a probe finds for a client without control events. */
    GapProbe.Finding probe(StartPosition position) {
        List<GapProbe.Finding> findings = new ArrayList<>();
        new GapProbe(feed.channel(Frames.CHANNEL), plan(position), streams, findings::add).begin();
        runAll();
        return findings.getFirst();
    }

    private static ResumePlan place(GapProbe.Finding finding) {
        return switch (finding) {
            case GapProbe.Finding.Event(ResumePlan plan) -> plan;
            case GapProbe.Finding.NoEvent(ResumePlan plan) -> plan;
            case GapProbe.Finding.Unreadable _ -> throw new AssertionError(finding);
        };
    }

    /** As the relays have told it, with these records as checkpoints. */
    static ChannelState state(Upstream upstream, Row... known) {
        return state(new UpstreamStatus(upstream, null, null, 0), known);
    }

    static ChannelState state(UpstreamStatus status, Row... known) {
        @Nullable Row last = known.length == 0 ? null : known[known.length - 1];
        List<Checkpoint> checkpoints = Arrays.stream(known)
                .map(row -> new Checkpoint(row.sequence(), row.offset(), row.time()))
                .toList();
        return new ChannelState(
                1,
                last == null ? GENERATION : last.generation(),
                last == null ? 0 : last.sequence(),
                null,
                List.of(),
                BackendClass.UNKNOWN,
                "topic",
                "hash",
                0,
                checkpoints,
                status,
                "relay");
    }

    static StartPosition after(Row row) {
        return new StartPosition.After(new EventId(row.generation(), row.sequence(), row.offset()));
    }

    /** Runs one task of the loop, if there is one. */
    boolean runOne() {
        Runnable next = tasks.poll();
        if (next != null) {
            next.run();
        }
        return next != null;
    }

    void runAll() {
        while (runOne()) {
            // until nothing is left
        }
    }

    /** Returns how many requests wait for their time. */
    int waiting() {
        return later.size();
    }

    /** All that is not due yet becomes due. */
    void letTimePass() {
        tasks.addAll(later);
        later.clear();
    }

    @Override
    public void request(Request request) {
        (request.isDue(System.nanoTime()) ? tasks : later).add(() -> {
            if (request.from() < logStart) {
                request.requester().onCut(request, logStart);
                return;
            }
            List<Frame> frames = new ArrayList<>();
            int credit = request.credit();
            long next = nextOffset;
            for (Row row : log) {
                if (row.offset() >= request.from()) {
                    Frame frame = frame(row);
                    frames.add(frame);
                    credit -= frame.bytes();
                    if (credit <= 0) {
                        next = row.offset() + 1;
                        break;
                    }
                }
            }
            request.requester().onChunk(request, frames, next);
        });
    }

    private Frame frame(Row row) {
        String own = data.get(row.offset());
        if (own != null) {
            return Frames.of(row.kind(), row.generation(), row.sequence(), row.offset(), row.time(), own);
        }
        return Frames.of(row.kind(), row.generation(), row.sequence(), row.offset(), row.time());
    }
}
