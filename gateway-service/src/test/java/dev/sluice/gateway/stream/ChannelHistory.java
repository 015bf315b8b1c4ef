package dev.sluice.gateway.stream;

import dev.sluice.gateway.stream.TestLoop.Row;
import dev.sluice.model.api.TopicStreaming.Heartbeat;
import dev.sluice.model.api.TopicStreaming.OnGap;
import dev.sluice.model.api.TopicStreaming.SlowClient;
import dev.sluice.model.control.GapReason;
import dev.sluice.model.event.EventId;
import dev.sluice.model.event.RecordKind;
import dev.sluice.model.relay.BackendClass;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.Checkpoint;
import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** All that happens to one channel, its log and its clients, and all records that it ever had. */
final class ChannelHistory {
    enum Happening {
        EVENT,
        HOLE,
        RECORDED_GAP,
        END,
        NEW_GENERATION,
        TAIL,
        RUN,
        TAKE,
        OPEN,
        OPEN_SILENT,
        EVICT,
        CUT,
        CUT_BEYOND_TAIL,
        REPLACE,
        STATUS
    }

    /**
     * @param one which, or how many, of what there is
     * @param other the same for something else
     */
    record Step(Happening happening, int one, int other) {}

    private static final List<Upstream> UPSTREAMS =
            List.of(Upstream.LIVE, Upstream.BACKING_OFF, Upstream.CONNECTING, Upstream.REFUSED, Upstream.IDLE);

    /** Every record of every log, in order. */
    final List<Row> rows = new ArrayList<>();

    final List<ObviousReader> clients = new ArrayList<>();
    final List<SilentReader> silent = new ArrayList<>();
    private final List<TestOutlet> outlets = new ArrayList<>();
    final TestLoop loop;
    private int generations;
    private String generation = "";
    private Upstream upstream = Upstream.LIVE;
    private long sequence;
    /** So many rows are in no log any more. */
    private int lost;
    /** The first row of the present log. */
    private int first;

    ChannelHistory(long ringBytes) {
        loop = new TestLoop(ringBytes);
        beginGeneration();
    }

    void happen(Step step) {
        switch (step.happening()) {
            case EVENT -> append(RecordKind.EVENT, 1, step.one());
            case HOLE -> append(RecordKind.EVENT, 2 + step.one(), step.other());
            case RECORDED_GAP -> append(RecordKind.GAP, 1, step.one());
            case END -> append(RecordKind.END, 1, step.one());
            case NEW_GENERATION -> beginGeneration();
            case TAIL -> loop.tail(step.one());
            case RUN -> loop.runOne();
            case TAKE -> {
                if (!outlets.isEmpty()) {
                    outlets.get(step.one() % outlets.size()).take();
                }
            }
            case OPEN -> {
                if (loop.isAttached()) {
                    open(step);
                }
            }
            case OPEN_SILENT -> {
                if (loop.isAttached()) {
                    openSilent(step);
                }
            }
            case EVICT -> {
                if (loop.feed.ringBytes() > 0) {
                    loop.feed.evictOldest();
                }
            }
            case CUT -> cut(step.one());
            case CUT_BEYOND_TAIL -> cutBeyondTail(step.one());
            case REPLACE -> replace();
            case STATUS -> tell(UPSTREAMS.get(step.one() % UPSTREAMS.size()));
        }
    }

    /** Everybody takes what there is, until there is no more. */
    void finish() {
        loop.runAll();
        loop.tailAll();
        tell(Upstream.LIVE);
        do {
            outlets.forEach(TestOutlet::take);
        } while (loop.runOne() || outlets.stream().anyMatch(outlet -> !outlet.isReady()));
    }

    private void tell(Upstream told) {
        upstream = told;
        if (told == Upstream.LIVE) {
            clients.forEach(ObviousReader::onUpstreamLive);
        }
        if (loop.isAttached()) {
            loop.feed.channel(Frames.CHANNEL).onState(state());
        }
    }

    int lost() {
        return lost;
    }

    private void append(RecordKind kind, int step, int othersBefore) {
        sequence += step;
        rows.add(loop.append(kind, generation, sequence, othersBefore % 4));
    }

    private void beginGeneration() {
        generation = String.format(Locale.ROOT, "g%09d", ++generations);
        sequence = 0;
    }

    /** Retention takes some of what the tail has read. */
    private void cut(int some) {
        int least = Math.max(lost, first);
        cutAfter(least + some % (Math.max(least, first + loop.read()) - least + 1));
    }

    /** Retention takes what the tail has not read yet, which goes on after that, or a checkpoint later. */
    private void cutBeyondTail(int some) {
        int read = Math.max(lost, first + loop.read());
        cutAfter(read + some % (rows.size() - read + 1));
        loop.detach(GapReason.RETENTION);
        attachLater();
    }

    private void cutAfter(int row) {
        lost = row;
        loop.cutBefore(loop.offsetAfter(row - first));
    }

    private void attachLater() {
        loop.tasks.add(() -> {
            if (!loop.isAttached()) {
                int least = Math.max(lost - first, loop.read());
                loop.attach(least + (rows.size() - first - least) / 2);
            }
        });
    }

    private void replace() {
        lost = rows.size();
        first = rows.size();
        beginGeneration();
        loop.replaceLog();
        loop.detach(GapReason.RESET);
        clients.forEach(ObviousReader::onReset);
        // A probe of a log that is gone may answer with a place in it; the next event tells the rest.
        silent.removeIf(SilentReader::isProbing);
        silent.forEach(SilentReader::onReset);
        attachLater();
    }

    private void open(Step step) {
        int end = Math.max(0, loop.read() - step.other() % 3);
        int before = Math.max(0, end - step.one() % 3);
        loop.state = state();
        StartPosition position = position(step);
        OnGap onGap = step.other() % 2 == 0 ? OnGap.EARLIEST : OnGap.LATEST;
        SlowClient policy = SlowClient.values()[step.other() % SlowClient.values().length];
        TestOutlet outlet = new TestOutlet(loop.tasks, step.one() % 3 > 0);
        ObviousReader reader = new ObviousReader(outlet, policy, rows);
        expect(reader, position, onGap, first + end);
        if (onGap == OnGap.LATEST) {
            reader.goOnAtNewest(first + loop.read());
        }
        if (upstream == Upstream.LIVE) {
            reader.onUpstreamLive();
        }
        clients.add(reader);
        outlets.add(outlet);
        switch (loop.decide(position, loop.joined(before, end), true, onGap)) {
            case PlanResult.Begin(ResumePlan plan) -> {
                // The head of a stream that begins at the live end waits until it is due.
                boolean verdictIsDue = plan.fresh() || step.other() % 3 > 0;
                ResumePlan begun = plan.withUpstream(plan.upstream(), verdictIsDue);
                loop.open(begun, outlet, new StreamTerms(true, policy, 3000, Heartbeat.COMMENT));
            }
            case PlanResult.CatchUpFirst _, PlanResult.AlreadyEnded _ -> throw new AssertionError(position);
        }
    }

    /** One without control events: after an id that leads somewhere, or from now on. */
    private void openSilent(Step step) {
        loop.state = state();
        int read = loop.read();
        @Nullable Row after = read == 0 ? null : rows.get(first + step.other() % read);
        TestOutlet outlet = new TestOutlet(loop.tasks, step.one() % 3 > 0);
        SilentReader reader = new SilentReader(outlet, rows);
        ResumePlan plan = loop.plan(
                after == null || step.one() % 2 == 0 ? new StartPosition.Unspecified() : TestLoop.after(after));
        silent.add(reader);
        outlets.add(outlet);
        if (after != null && plan.isResume()) {
            reader.beginAfter(new EventId(after.generation(), after.sequence(), after.offset()));
            loop.openProbed(plan, outlet, reader::onHead);
        } else {
            reader.beginAt(plan.pendingGap() == null ? first + read : first);
            loop.open(
                    plan.withoutGapEvent(), outlet, new StreamTerms(false, SlowClient.REPLAY, 3000, Heartbeat.COMMENT));
        }
    }

    private StartPosition position(Step step) {
        return switch (step.one() % 8) {
            case 0 -> new StartPosition.Unspecified();
            case 1 -> new StartPosition.Latest();
            case 2 -> new StartPosition.Earliest();
            case 3 -> new StartPosition.Last(step.other() % 8);
            case 4 -> new StartPosition.Malformed("no id");
            case 5 -> new StartPosition.Since(time(step.other()));
            default -> {
                int known = first + loop.read();
                yield known == 0 ? new StartPosition.Unspecified() : TestLoop.after(rows.get(step.other() % known));
            }
        };
    }

    /** Of one of the present log's records, or right after it, or before or after all of them. */
    private long time(int some) {
        int row = first + some / 2 % (rows.size() - first + 1);
        return row < rows.size() ? rows.get(row).time() + some % 2 : Long.MAX_VALUE - some % 2 * Long.MAX_VALUE;
    }

    /** From where on the client is to be sent what there is. */
    private void expect(ObviousReader reader, StartPosition position, OnGap onGap, int end) {
        int read = first + loop.read();
        @Nullable Row last = loop.read() == 0 ? null : rows.get(read - 1);
        switch (position) {
            case StartPosition.Unspecified _, StartPosition.Latest _ -> reader.beginAt(end);
            case StartPosition.Earliest _ -> reader.beginAt(first);
            case StartPosition.Since(long time) -> reader.beginSince(first, time);
            case StartPosition.Last(long count) -> {
                if (last == null) {
                    reader.beginAt(first);
                } else {
                    reader.beginAfter(
                            last.generation(), Math.max(0, last.sequence() - count), backFrom(read, last, count));
                }
            }
            case StartPosition.After(EventId id)
            when last != null && id.generation().equals(last.generation()) -> reader.beginAfter(id);
            case StartPosition.After _, StartPosition.Malformed _ ->
                reader.beginLostAt(onGap == OnGap.EARLIEST ? first : read);
        }
    }

    private int backFrom(int read, Row last, long count) {
        int from = read;
        while (from > first
                && rows.get(from - 1).generation().equals(last.generation())
                && rows.get(from - 1).sequence() > last.sequence() - count) {
            from--;
        }
        return from;
    }

    /** What the relays give the channel before its first record. */
    private String generationAt(int row) {
        return row < rows.size() ? rows.get(row).generation() : generation;
    }

    /** As the relays have told it: as far as the tail has read, with every fourth record as a checkpoint. */
    private ChannelState state() {
        List<Row> read = rows.subList(first, first + loop.read());
        String known = read.isEmpty() ? generationAt(first) : read.getLast().generation();
        List<Checkpoint> checkpoints = read.stream()
                .filter(row -> row.generation().equals(known) && row.sequence() % 4 == 0)
                .map(row -> new Checkpoint(row.sequence(), row.offset(), row.time()))
                .toList();
        return new ChannelState(
                1,
                known,
                read.isEmpty() ? 0 : read.getLast().sequence(),
                null,
                List.of(),
                BackendClass.UNKNOWN,
                "topic",
                "hash",
                0,
                checkpoints,
                new UpstreamStatus(upstream, null, null, 0),
                "relay");
    }
}
