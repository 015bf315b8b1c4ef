package dev.sluice.gateway.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.event.RecordKind;
import io.netty.buffer.ByteBuf;

/**
 * An accepted record of a channel as clients are sent it, encoded once for all of them. Shared between event loops: its
 * fields never change. Its bytes lie in a buffer of {@link FrameBlocks}, which is counted and has the bytes of others, too;
 * no reader moves its indexes.
 */
public final class Frame {
    private static final byte[] EVENT = "event: ".getBytes(US_ASCII);
    private static final int LINE_END = 2;

    private final String channel;
    private final String generation;
    private final long sequence;
    private final long offset;
    private final long timestamp;
    private final RecordKind kind;
    private final ByteBuf block;
    private final int start;
    private final int payloadFrom;
    private final int end;

    /**
     * @param start of the chunk in the block
     * @param payloadFrom after the chunk's size
     * @param end of the chunk
     */
    Frame(String channel, String generation, FeedRecord row, ByteBuf block, int start, int payloadFrom, int end) {
        this.channel = channel;
        this.generation = generation;
        this.sequence = row.sequence();
        this.offset = row.offset();
        this.timestamp = row.timestamp();
        this.kind = row.kind();
        this.block = block;
        this.start = start;
        this.payloadFrom = payloadFrom;
        this.end = end;
    }

    public String channel() {
        return channel;
    }

    public String generation() {
        return generation;
    }

    public long sequence() {
        return sequence;
    }

    /** Kafka offset of its record. */
    public long offset() {
        return offset;
    }

    /** Epoch milliseconds at which the broker took it. */
    public long timestamp() {
        return timestamp;
    }

    public RecordKind kind() {
        return kind;
    }

    /** Where its bytes lie, with HTTP/1.1 chunk framing: {@link #bytes} from {@link #start} on. Still owned by the frame. */
    public ByteBuf block() {
        return block;
    }

    public int start() {
        return start;
    }

    /** Returns where its bytes without framing begin in the block. */
    public int payloadStart() {
        return payloadFrom;
    }

    /** Returns how many bytes it has without framing. */
    public int payloadBytes() {
        return payloadEnd() - payloadFrom;
    }

    /** Returns its bytes without framing; a view, still owned by the frame. */
    public ByteBuf payload() {
        return block.slice(payloadFrom, payloadBytes());
    }

    /** The event's type as it is sent; {@code message} when the frame has none. Read anew from its bytes. */
    String type() {
        int line = block.indexOf(payloadFrom, payloadEnd(), (byte) '\n') + 1;
        if (!startsWith(line, EVENT)) {
            return "message";
        }
        int from = line + EVENT.length;
        int to = block.indexOf(from, payloadEnd(), (byte) '\n');
        return block.toString(from, to - from, UTF_8);
    }

    /** How many it has, with framing: what it costs to send, and to keep. */
    public int bytes() {
        return end - start;
    }

    public Frame retain(int more) {
        block.retain(more);
        return this;
    }

    public void release() {
        block.release();
    }

    private int payloadEnd() {
        return end - LINE_END;
    }

    private boolean startsWith(int at, byte[] text) {
        for (int i = 0; i < text.length; i++) {
            if (block.getByte(at + i) != text[i]) {
                return false;
            }
        }
        return true;
    }
}
