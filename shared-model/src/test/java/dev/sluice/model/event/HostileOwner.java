package dev.sluice.model.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One relay of a {@link HostileLog}. It acts only on what it could know: its checkpoint as it was when it fenced the
 * others, what it has read of the log, and which of its sends have failed. It may be slow to notice anything.
 */
final class HostileOwner {
    private final String name;
    private final HostileLog log;
    private final HostileRun run;

    private @Nullable FeedCheckpoint fenced;
    private int fence;
    private @Nullable Tenure tenure;
    private int sentEver;

    HostileOwner(String name, HostileLog log, HostileRun run) {
        this.name = name;
        this.log = log;
        this.run = run;
    }

    boolean hasFenced() {
        return fenced != null;
    }

    boolean isOwner() {
        return tenure != null;
    }

    /** Takes the state producer: no checkpoint of another owner is written any more. */
    void fenceOthers() {
        endTenure();
        fence = run.newFence();
        fenced = log.newestCheckpoint();
    }

    /** The claim's answer never comes; it may arrive all the same. */
    void claimInVain() {
        run.leave(new ArrayDeque<>(List.of(claimRecord())));
    }

    /** Claims, then reads from the checkpoint to the claim. */
    void claim() {
        FeedCheckpoint start = fenced == null ? FeedCheckpoint.NONE : fenced;
        fenced = null;
        long epoch = log.append(claimRecord());
        if (start.through() >= log.start()) {
            tenure = new Tenure(epoch, start);
            tenure.readTo(epoch + 1);
        }
    }

    /** Takes the channel's next item from its backend and sends it. */
    void send(String channel) {
        current().send(channel);
    }

    boolean hasSendsOnTheWay() {
        return tenure != null && !tenure.onTheWay.isEmpty();
    }

    void arrive() {
        Tenure current = current();
        current.lastArrived = current.onTheWay.removeFirst();
        log.append(current.lastArrived);
    }

    void lose() {
        Tenure current = current();
        current.onTheWay.removeFirst();
        current.hasFailed = true;
    }

    boolean canRepeat() {
        return tenure != null && tenure.lastArrived != null;
    }

    void repeat() {
        FeedRecord again = current().lastArrived;
        if (again != null) {
            log.append(again);
        }
    }

    /** Returns whether there is something that it has not noticed. */
    boolean isBehind() {
        return tenure != null && (tenure.hasFailed || tenure.readBack < log.end());
    }

    /** Reads the log to its end, hears of its failed sends, and ends its tenure if it must. */
    void notice() {
        Tenure current = current();
        current.readTo(log.end());
        if (current.hasFailed || current.isOver) {
            endTenure();
        }
    }

    boolean canCheckpoint() {
        return tenure != null && tenure.readBack > log.newestCheckpoint().through();
    }

    void checkpoint() {
        if (run.isNewestFence(fence)) {
            log.add(current().checkpoint());
        } else {
            endTenure();
        }
    }

    /** An owner draws a generation only as it restores. */
    boolean hasSentNothingFor(String channel) {
        return tenure != null && !tenure.writing.containsKey(channel);
    }

    void beginAnew(String channel) {
        Tenure current = current();
        current.writing.put(channel, new PendingWrite(run.newGeneration(), 0, current.restored(channel).item));
    }

    @Override
    public String toString() {
        return name;
    }

    private void endTenure() {
        if (tenure != null) {
            run.leave(tenure.onTheWay);
        }
        tenure = null;
    }

    private Tenure current() {
        if (tenure == null) {
            throw new IllegalStateException(name + " does not own the feed");
        }
        return tenure;
    }

    private FeedRecord claimRecord() {
        return FeedRecord.claim(0, 0, name.getBytes(UTF_8));
    }

    /** From a claim to the moment when its owner notices that it is over. */
    private final class Tenure {
        private final long epoch;
        private final Acceptance acceptance;
        private final List<Long> claims;
        private final Map<String, Integer> items;
        private final Map<String, PendingWrite> writing = new HashMap<>();
        private final Set<String> firstSent = new HashSet<>();
        private final Deque<FeedRecord> onTheWay = new ArrayDeque<>();
        private @Nullable FeedRecord lastArrived;
        private long readBack;
        private boolean hasFailed;
        private boolean isOver;

        Tenure(long epoch, FeedCheckpoint start) {
            this.epoch = epoch;
            this.acceptance = Acceptance.fromCheckpoint(start.through(), start.claims(), start.positions());
            this.claims = new ArrayList<>(start.claims());
            this.items = new HashMap<>(start.items());
            this.readBack = start.through();
        }

        void readTo(long end) {
            for (; readBack < end; readBack++) {
                FeedRecord row = log.records().get((int) readBack);
                Verdict verdict = acceptance.read(row);
                if (verdict == Verdict.CLAIMED) {
                    claims.add(row.offset());
                    isOver = row.offset() > epoch;
                } else if (verdict.isAccepted() || verdict == Verdict.MARKED) {
                    items.put(row.key(), HostileLog.item(row));
                } else if (verdict == Verdict.HELD_BACK && row.epoch() == epoch) {
                    isOver = true;
                }
            }
        }

        void send(String channel) {
            PendingWrite now = writing(channel);
            int item = now.item + 1;
            RecordKind kind = log.kindOf(item);
            long sequence = kind.takesSequence() ? now.sequence + 1 : now.sequence;
            writing.put(channel, new PendingWrite(now.generation, sequence, item));
            sentEver++;
            boolean isFirst = kind.takesSequence() && firstSent.add(channel);
            onTheWay.add(new FeedRecord(
                    0,
                    0,
                    kind,
                    channel,
                    epoch,
                    now.generation,
                    sequence,
                    isFirst,
                    null,
                    Integer.toString(item),
                    (name + "/" + sentEver).getBytes(UTF_8)));
        }

        /** Where the next record of a channel goes on: what was restored, until something has been sent. */
        PendingWrite writing(String channel) {
            return writing.computeIfAbsent(channel, this::restored);
        }

        private PendingWrite restored(String channel) {
            ChannelPosition position = acceptance.position(channel);
            int item = items.getOrDefault(channel, 0);
            return position == null || position.generation().isEmpty()
                    ? new PendingWrite(run.newGeneration(), 0, item)
                    : new PendingWrite(position.generation(), position.sequence(), item);
        }

        FeedCheckpoint checkpoint() {
            Map<String, ChannelPosition> positions = new HashMap<>();
            for (String channel : log.channels()) {
                ChannelPosition position = acceptance.position(channel);
                PendingWrite begun = writing.get(channel);
                if (position != null && !position.generation().isEmpty()) {
                    positions.put(channel, position);
                } else if (begun != null) {
                    positions.put(channel, new ChannelPosition(begun.generation, 0));
                }
            }
            return new FeedCheckpoint(readBack, log.retained(claims), positions, items);
        }
    }

    /** What the next record of a channel follows. */
    private record PendingWrite(String generation, long sequence, int item) {}
}
