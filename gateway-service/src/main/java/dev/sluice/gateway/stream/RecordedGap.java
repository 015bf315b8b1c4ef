package dev.sluice.gateway.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sluice.model.control.ControlEvent;
import dev.sluice.model.wire.UnreadableRecordException;
import dev.sluice.model.wire.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/** A gap that the relay has recorded in the log, and what it is about. Read anew from a frame's bytes: this is rare. */
final class RecordedGap {
    private static final ByteBuf DATA = Unpooled.copiedBuffer("\ndata: ", US_ASCII);

    private RecordedGap() {}

    /**
     * Returns whether it is about the time before a connection to the backend, and only that.
     *
     * @param liveAt since when, as relay-state has it, the upstream is live that a client has found or waited for;
     *     {@link Long#MIN_VALUE} = none has been yet
     */
    static boolean isFromBefore(Frame frame, long liveAt) {
        ControlEvent.Gap gap = read(frame);
        if (gap == null) {
            return false;
        }
        return switch (gap.reason()) {
            // Recorded as a connection begins; it ends when the connection's status begins.
            case IDLE, RELAY_OUTAGE, BACKEND_CHANGED ->
                liveAt == Long.MIN_VALUE || (gap.until() != null && gap.until().toEpochMilli() == liveAt);
            // Recorded while a connection stands, or as one is made that follows a lost one.
            case OVERSIZE, BACKEND_RESET -> false;
            // Never recorded.
            case RETENTION, RESET, UNKNOWN, MALFORMED, SLOW, CONFLATED -> false;
        };
    }

    private static ControlEvent.@Nullable Gap read(Frame frame) {
        ByteBuf payload = frame.payload();
        int from = ByteBufUtil.indexOf(DATA.duplicate(), payload);
        if (from < 0) {
            return null;
        }
        int begin = from + DATA.readableBytes();
        int end = payload.indexOf(begin, payload.writerIndex(), (byte) '\n');
        byte[] json = new byte[Math.max(0, end - begin)];
        payload.getBytes(begin, json);
        try {
            ControlEvent.Gap gap = Wire.readGap(json);
            return gap.reason() == null ? null : gap; // it may come from anything that can write there
        } catch (UnreadableRecordException _) {
            return null;
        }
    }
}
