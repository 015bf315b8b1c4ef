package dev.sluice.gateway.stream;

import dev.sluice.model.api.TopicStreaming.SlowClient;
import dev.sluice.model.control.ControlEvent.GoAwayReason;
import dev.sluice.model.control.GapReason;

/**
 * The counters of one event loop. Plain fields: written by the loop alone, read by other threads a little late. The reader
 * sums over loops.
 */
public final class StreamCounters {
    private final long[] closed = new long[CloseReason.values().length];
    private final long[] gaps = new long[GapReason.values().length];
    private final long[] resumes = new long[ResumeResult.values().length];
    private final long[] slow = new long[SlowClient.values().length];
    private final long[] refused = new long[GoAwayReason.values().length];
    private final long[] open = new long[StreamProtocol.values().length];
    private long quotaRefused;
    private long deliveries;
    private long bytes;
    private long fromRing;
    private long fromKafka;
    private FirstEventMeter firstEvents = (_, _) -> {};

    public long deliveries() {
        return deliveries;
    }

    public long bytes() {
        return bytes;
    }

    public long replayedFromRing() {
        return fromRing;
    }

    public long replayedFromKafka() {
        return fromKafka;
    }

    public long open(StreamProtocol protocol) {
        return open[protocol.ordinal()];
    }

    public long closed(CloseReason reason) {
        return closed[reason.ordinal()];
    }

    public long gaps(GapReason reason) {
        return gaps[reason.ordinal()];
    }

    public long resumes(ResumeResult result) {
        return resumes[result.ordinal()];
    }

    /** Returns how often a client's place was no longer in the ring, by what was done then. */
    public long slow(SlowClient policy) {
        return slow[policy.ordinal()];
    }

    /** Returns how many were refused for a reason that passes by itself. */
    public long refused(GoAwayReason reason) {
        return refused[reason.ordinal()];
    }

    /** Returns how many were refused since a quota is used up. */
    public long quotaRefused() {
        return quotaRefused;
    }

    public void onQuotaRefused() {
        quotaRefused++;
    }

    public void onRefused(GoAwayReason reason) {
        refused[reason.ordinal()]++;
    }

    /** Before the first stream. */
    public void measureFirstEvents(FirstEventMeter meter) {
        firstEvents = meter;
    }

    void onFirstEvent(ResumeResult start, long nanos) {
        firstEvents.record(start, nanos);
    }

    void onDelivery(Frame frame, boolean live, boolean replayed) {
        deliveries++;
        bytes += frame.bytes();
        if (replayed) {
            fromKafka++;
        } else if (!live) {
            fromRing++;
        }
    }

    void onOpen(StreamProtocol protocol, ResumeResult result) {
        open[protocol.ordinal()]++;
        resumes[result.ordinal()]++;
    }

    void onClose(StreamProtocol protocol, CloseReason reason) {
        open[protocol.ordinal()]--;
        closed[reason.ordinal()]++;
    }

    void onSlow(SlowClient policy) {
        slow[policy.ordinal()]++;
    }

    void onGap(GapReason reason) {
        gaps[reason.ordinal()]++;
    }
}
