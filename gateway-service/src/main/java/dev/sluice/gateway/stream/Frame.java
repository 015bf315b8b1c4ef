package dev.sluice.gateway.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.event.RecordKind;
import io.netty.buffer.ByteBuf;

/**
 * An accepted record of a channel as clients are sent it, encoded once for all of them. Shared between event loops: its
 * fields never change, its buffer is counted, and who writes it takes a duplicate.
 */
public final class Frame {
    private static final byte[] EVENT = "event: ".getBytes(US_ASCII);

    private final String channel;
    private final String generation;
    private final long sequence;
    private final long offset;
    private final long timestamp;
    private final RecordKind kind;
    private final ByteBuf http1;
    private final int payloadFrom;
    private final int payloadBytes;

    Frame(String channel, String generation, FeedRecord row, ByteBuf http1, int payloadFrom, int payloadBytes) {
        this.channel = channel;
        this.generation = generation;
        this.sequence = row.sequence();
        this.offset = row.offset();
        this.timestamp = row.timestamp();
        this.kind = row.kind();
        this.http1 = http1;
        this.payloadFrom = payloadFrom;
        this.payloadBytes = payloadBytes;
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

    /** The bytes with HTTP/1.1 chunk framing; still owned by the frame. */
    public ByteBuf http1() {
        return http1;
    }

    /** The bytes without framing; a view, still owned by the frame. */
    public ByteBuf payload() {
        return http1.slice(payloadFrom, payloadBytes);
    }

    /** The event's type as it is sent; {@code message} when the frame has none. Read anew from its bytes. */
    String type() {
        int id = payloadFrom;
        int line = http1.indexOf(id, id + payloadBytes, (byte) '\n') + 1;
        if (!startsWith(line, EVENT)) {
            return "message";
        }
        int from = line + EVENT.length;
        int to = http1.indexOf(from, payloadFrom + payloadBytes, (byte) '\n');
        return http1.toString(from, to - from, UTF_8);
    }

    /** What it costs to keep. */
    public int bytes() {
        return http1.readableBytes();
    }

    public Frame retain(int more) {
        http1.retain(more);
        return this;
    }

    public void release() {
        http1.release();
    }

    private boolean startsWith(int at, byte[] text) {
        for (int i = 0; i < text.length; i++) {
            if (http1.getByte(at + i) != text[i]) {
                return false;
            }
        }
        return true;
    }
}
