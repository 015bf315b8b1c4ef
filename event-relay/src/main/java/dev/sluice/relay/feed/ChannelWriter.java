package dev.sluice.relay.feed;

import dev.sluice.model.control.ControlEvent;
import dev.sluice.model.event.RecordKind;
import dev.sluice.model.relay.BackendClass;
import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import dev.sluice.model.wire.Wire;
import dev.sluice.relay.backend.Pulls;
import dev.sluice.relay.channel.ChannelLog;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What one pull finds, on its way from the pull's event loop to the shard's thread. Bytes that are not in the log yet are
 * bounded: above the bound the pull reads no further. Once closed it takes nothing more: whatever was under way is dropped
 * and asked of the backend again.
 */
final class ChannelWriter implements ChannelLog, InFlightData {
    private static final byte[] NOTHING = {};
    /** What a record costs beside its data. */
    private static final int OVERHEAD_BYTES = 200;

    private static final int MOST_AT_ONCE = 256;

    private final FeedTenure tenure;
    private final EventSender sender;
    private final RelayMeters meters;
    private final long maxBufferedBytes;
    private final AtomicLong bufferedBytes = new AtomicLong();
    /** What the pull has found and the shard's thread has yet to take, in its order. */
    private final Queue<Runnable> found = new ConcurrentLinkedQueue<>();

    private final AtomicBoolean isAnnounced = new AtomicBoolean();
    /** Of the pull's event loop. */
    private boolean isBatching;

    private volatile boolean closed;
    private volatile boolean waiting;
    private volatile Pulls.@Nullable Pull pull;

    /** Of the shard's thread: the sequence of the last record sent. */
    long sequence;
    /** Of the shard's thread. */
    private boolean isAwaitingAnswers;
    /** Of the shard's thread: as what its channel is counted; {@code null} = it is not. */
    private @Nullable Upstream counted;

    ChannelWriter(FeedTenure tenure, TenureContext context, long sequence) {
        this.tenure = tenure;
        this.sender = context.sender();
        this.meters = context.meters();
        this.maxBufferedBytes = context.maxChannelBytes();
        this.sequence = sequence;
    }

    void begin(Pulls.Pull running) {
        pull = running;
    }

    @Override
    public void event(@Nullable String type, byte[] data, @Nullable String id) {
        post(RecordKind.EVENT, type, data, id);
    }

    @Override
    public void mark(String id) {
        post(RecordKind.MARK, null, NOTHING, id);
    }

    @Override
    public void gap(ControlEvent.Gap gap) {
        post(RecordKind.GAP, null, Wire.write(gap), null);
    }

    @Override
    public void end(ControlEvent.End end) {
        post(RecordKind.END, null, Wire.write(end), null);
    }

    @Override
    public void status(UpstreamStatus status) {
        post(() -> tenure.onStatus(this, status));
    }

    @Override
    public void reconnecting() {
        meters.onReconnect();
    }

    @Override
    public void repeated(int blocks) {
        meters.onDuplicates(blocks);
    }

    @Override
    public void onFault() {
        meters.onFault();
    }

    private void post(RecordKind kind, @Nullable String type, byte[] data, @Nullable String id) {
        hold(data);
        post(() -> tenure.writes().onFound(this, kind, type, data, id));
    }

    /** The shard's thread is called once for all that is found until it comes. */
    private void post(Runnable what) {
        found.add(what);
        if (!isBatching) {
            announce();
        }
    }

    @Override
    public void beginBatch() {
        isBatching = true;
    }

    @Override
    public void endBatch() {
        isBatching = false;
        if (!found.isEmpty()) {
            announce();
        }
    }

    private void announce() {
        if (isAnnounced.compareAndSet(false, true)) {
            tenure.execute(this::takeFound);
        }
    }

    private void takeFound() {
        isAnnounced.set(false);
        for (int taken = 0; taken < MOST_AT_ONCE; taken++) {
            if (!closed && tenure.writes().inFlight().isFull()) {
                tenure.log().takeAnswers();
                awaitAnswers();
                return;
            }
            Runnable next = found.poll();
            if (next == null) {
                tenure.log().takeAnswers();
                return;
            }
            next.run();
        }
        announce(); // after what else the shard has to do
    }

    private void awaitAnswers() {
        if (!isAwaitingAnswers) {
            isAwaitingAnswers = true;
            tenure.writes().inFlight().whenRoom(() -> {
                isAwaitingAnswers = false;
                announce();
            });
        }
    }

    /** Counts these data as under way until {@link #release}. */
    byte[] hold(byte[] data) {
        long bytes = data.length + OVERHEAD_BYTES;
        bufferedBytes.addAndGet(bytes);
        sender.onBuffered(bytes);
        return data;
    }

    @Override
    public boolean isFull() {
        if (!isOverBound()) {
            return false;
        }
        waiting = true;
        // What was released before that was seen has woken no pull.
        boolean full = isOverBound();
        waiting = full;
        return full;
    }

    private boolean isOverBound() {
        return bufferedBytes.get() > maxBufferedBytes || sender.isFull();
    }

    @Override
    public void release(byte[] data) {
        long bytes = data.length + OVERHEAD_BYTES;
        bufferedBytes.addAndGet(-bytes);
        sender.onBuffered(-bytes);
        wakeIfRoom();
    }

    /** Lets the pull read on if it waits and there is room. Any thread. */
    void wakeIfRoom() {
        Pulls.Pull running = pull;
        if (waiting && running != null && bufferedBytes.get() <= maxBufferedBytes / 2 && sender.hasRoom()) {
            waiting = false;
            running.onRoom();
        }
    }

    /** Returns whether the backend has been seen to repeat what it was not asked for. Any thread. */
    boolean hasSeenRepeats() {
        Pulls.Pull running = pull;
        return running != null && running.backendClass() == BackendClass.B;
    }

    /** On the shard's thread: how its channel is counted from now on, {@code null} = no more. */
    void count(@Nullable Upstream upstream) {
        meters.onUpstream(counted, upstream);
        counted = upstream;
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
        announce(); // what waits for answers goes nowhere now
        Pulls.Pull running = pull;
        if (running != null) {
            running.stop();
        }
    }
}
