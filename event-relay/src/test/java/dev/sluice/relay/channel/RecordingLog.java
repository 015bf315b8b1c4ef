package dev.sluice.relay.channel;

import dev.sluice.model.control.ControlEvent;
import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.event.RecordKind;
import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A log that keeps lines of text, and what a relay would remember that reads it back. */
final class RecordingLog implements ChannelLog {
    /** {@code type=data#id}, {@code mark#id}, {@code gap:reason:missed}, {@code end:reason}. */
    final List<String> lines = new ArrayList<>();

    final List<String> statuses = new ArrayList<>();
    /** Epoch milliseconds of the last status. */
    long statusAt;

    final List<ControlEvent.Gap> gaps = new ArrayList<>();
    ChannelMemory restored = ChannelMemory.NOTHING;
    int reconnects;
    int repeated;
    boolean isFull;
    boolean isGathering;
    private long sequence;

    @Override
    public void event(@Nullable String type, byte[] data, @Nullable String id) {
        String name = type == null ? "" : type + '=';
        lines.add(name + new String(data, StandardCharsets.UTF_8) + (id == null ? "" : '#' + id));
        restore(RecordKind.EVENT, type, id, data);
    }

    @Override
    public void mark(String id) {
        lines.add("mark#" + id);
        restore(RecordKind.MARK, null, id, new byte[0]);
    }

    @Override
    public void gap(ControlEvent.Gap gap) {
        lines.add("gap:" + gap.reason().wireName()
                + (gap.missed() == null ? "" : ':' + gap.missed().toString()));
        gaps.add(gap);
        restore(RecordKind.GAP, null, null, Wire.write(gap));
    }

    @Override
    public void end(ControlEvent.End end) {
        lines.add("end:" + end.reason().wireName());
        restore(RecordKind.END, null, null, Wire.write(end));
    }

    @Override
    public void status(UpstreamStatus status) {
        statusAt = status.at();
        statuses.add(status.upstream().wireName()
                + (status.http() == null ? "" : " " + status.http())
                + (status.reason() == null ? "" : " " + status.reason()));
    }

    @Override
    public void reconnecting() {
        reconnects++;
    }

    @Override
    public void repeated(int blocks) {
        repeated += blocks;
    }

    @Override
    public void onFault() {
        throw new AssertionError("nothing has failed");
    }

    @Override
    public void beginBatch() {
        isGathering = true;
    }

    @Override
    public void endBatch() {
        isGathering = false;
    }

    @Override
    public boolean isFull() {
        return isFull;
    }

    private void restore(RecordKind kind, @Nullable String type, @Nullable String id, byte[] data) {
        sequence += kind.takesSequence() ? 1 : 0;
        restored = restored.after(new FeedRecord(sequence, 0, kind, "c", 0, "k7f3q9zd0a", sequence, type, id, data));
    }
}
