package dev.sluice.gateway.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.model.control.ControlEvent;
import dev.sluice.model.event.EventId;
import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.wire.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Writes events in the one form that every client reads alike: an id on each, a type unless it is {@code message}, one
 * {@code data} line for each line of the data, LF only. Nothing that a backend sends can add a field or an event: its
 * data is cut at every line end, its type has none.
 *
 * <p>Thread safe.
 */
public final class FrameEncoder {
    private static final byte[] ID = "id: ".getBytes(US_ASCII);
    private static final byte[] EVENT = "event: ".getBytes(US_ASCII);
    private static final byte[] DATA = "data: ".getBytes(US_ASCII);
    private static final byte[] RENAMED = "backend.".getBytes(US_ASCII);
    private static final ByteBuf HEARTBEAT = constant("2\r\n:\n\r\n");
    private static final ByteBuf LAST_CHUNK = constant("0\r\n\r\n");
    private static final byte[] NOTHING = {};
    /** Room for a chunk's size, eight digits, and its line end, in front of the payload. */
    private static final int HEAD_ROOM = 10;

    private static final int TAIL_ROOM = 2;
    private static final String DEFAULT_TYPE = "message";
    private static final int RADIX = 36;
    private static final byte[] DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz".getBytes(US_ASCII);

    private final ByteBufAllocator buffers;
    private final LongAdder renamed = new LongAdder();

    public FrameEncoder(ByteBufAllocator buffers) {
        this.buffers = buffers;
    }

    /** The frame of an accepted record, in a buffer of its own; the caller owns it. */
    public Frame encode(String channel, FeedRecord row) {
        byte[] type = typeOf(row);
        return encode(channel, row.generation(), row, type, buffers.directBuffer(most(type.length, row.data())));
    }

    /**
     * Room for many frames.
     *
     * @param records how many, about
     * @param data their bytes of data together, about
     * @param owners how many references each frame has from the beginning
     */
    public FrameBlocks blocks(int records, int data, int owners) {
        return new FrameBlocks(buffers, data + records * most(0, NOTHING), owners);
    }

    /**
     * The frame of an accepted record in one of these blocks.
     *
     * @param channel the record's key; the frame keeps this one
     * @param generation the record's; the frame keeps this one
     */
    public Frame encode(String channel, String generation, FeedRecord row, FrameBlocks blocks) {
        byte[] type = typeOf(row);
        return encode(channel, generation, row, type, blocks.take(most(type.length, row.data())));
    }

    private static Frame encode(String channel, String generation, FeedRecord row, byte[] type, ByteBuf block) {
        int from = begin(block);
        writeId(block, generation, row.sequence(), row.offset());
        writeTypeAndData(block, type, row.data());
        int start = close(block, from);
        return new Frame(channel, generation, row, block, start, from, block.writerIndex());
    }

    /** Returns the payload of a control event; the caller owns it. */
    public ByteBuf control(ControlEvent event, EventId id) {
        byte[] type = event.type().getBytes(US_ASCII);
        byte[] data = Wire.write(event);
        ByteBuf payload = open(type.length, data);
        writeId(payload, id);
        writeTypeAndData(payload, type, data);
        return payload;
    }

    /** Returns the payload of a control event before any place is known, so without an id; the caller owns it. */
    public ByteBuf control(ControlEvent event) {
        byte[] type = event.type().getBytes(US_ASCII);
        byte[] data = Wire.write(event);
        ByteBuf payload = open(type.length, data);
        writeTypeAndData(payload, type, data);
        return payload;
    }

    /** Returns the payload that says how long to wait before coming back: a line of the next block. The caller owns it. */
    public ByteBuf retry(long milliseconds) {
        ByteBuf payload = open(0, NOTHING);
        payload.writeCharSequence("retry: " + milliseconds + '\n', US_ASCII);
        return payload;
    }

    /**
     * Returns the chunk (RFC 9112, 7.1) of an event or a retry of this encoder, which have room for its framing: the same
     * buffer, which is still the caller's.
     */
    public static ByteBuf chunk(ByteBuf payload) {
        return payload.readerIndex(close(payload, payload.readerIndex()));
    }

    /** Returns the chunk of one comment line without a blank one after it, which some clients would take for an event. Shared by all. */
    public static ByteBuf heartbeat() {
        return HEARTBEAT;
    }

    /** The end of a chunked body. Shared by all. */
    public static ByteBuf lastChunk() {
        return LAST_CHUNK;
    }

    /** Returns how many backend events had a type that is ours, and were renamed. */
    public long renamed() {
        return renamed.sum();
    }

    private static ByteBuf constant(String text) {
        ByteBuf bytes = Unpooled.directBuffer(text.length()).writeBytes(text.getBytes(US_ASCII));
        return Unpooled.unreleasableBuffer(bytes.asReadOnly());
    }

    private byte[] typeOf(FeedRecord row) {
        return switch (row.kind()) {
            case EVENT -> backendType(row.type());
            case GAP -> "sluice.gap".getBytes(US_ASCII);
            case END -> "sluice.end".getBytes(US_ASCII);
            case CLAIM, MARK -> throw new IllegalArgumentException(row.kind() + " is never shown");
        };
    }

    private byte[] backendType(@Nullable String type) {
        if (type == null || type.isEmpty() || type.equals(DEFAULT_TYPE)) {
            return NOTHING;
        }
        byte[] bytes = type.getBytes(UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\r' || bytes[i] == '\n') {
                bytes[i] = ' ';
            }
        }
        if (!type.startsWith(ControlEvent.RESERVED_PREFIX)) {
            return bytes;
        }
        renamed.increment();
        byte[] longer = new byte[RENAMED.length + bytes.length];
        System.arraycopy(RENAMED, 0, longer, 0, RENAMED.length);
        System.arraycopy(bytes, 0, longer, RENAMED.length, bytes.length);
        return longer;
    }

    private ByteBuf open(int typeBytes, byte[] data) {
        ByteBuf payload = buffers.directBuffer(most(typeBytes, data));
        return payload.readerIndex(begin(payload));
    }

    /** How many bytes a chunk takes at the most. */
    private static int most(int typeBytes, byte[] data) {
        int lines = 1;
        for (byte b : data) {
            if (b == '\n' || b == '\r') {
                lines++;
            }
        }
        return HEAD_ROOM
                + ID.length
                + EventId.MAX_LENGTH
                + 1
                + EVENT.length
                + typeBytes
                + 1
                + data.length
                + lines * (DATA.length + 1)
                + 1
                + TAIL_ROOM;
    }

    /** Leaves room for the chunk's size, and returns where the payload begins. */
    private static int begin(ByteBuf chunk) {
        int payloadFrom = chunk.writerIndex() + HEAD_ROOM;
        chunk.writerIndex(payloadFrom);
        return payloadFrom;
    }

    private static void writeId(ByteBuf chunk, EventId id) {
        writeId(chunk, id.generation(), id.sequence(), id.offset());
    }

    /** As {@link EventId#toString} has it, without a string of it: this is done once for each event. */
    private static void writeId(ByteBuf chunk, String generation, long sequence, long offset) {
        chunk.writeBytes(ID);
        chunk.writeCharSequence(generation, US_ASCII);
        chunk.writeByte('.');
        writeNumber(chunk, sequence);
        chunk.writeByte('.');
        writeNumber(chunk, offset);
        chunk.writeByte('\n');
    }

    /** In base 36; not negative. */
    private static void writeNumber(ByteBuf chunk, long number) {
        int digits = 1;
        for (long rest = number / RADIX; rest > 0; rest /= RADIX) {
            digits++;
        }
        int end = chunk.writerIndex() + digits;
        long rest = number;
        for (int at = end - 1; at >= chunk.writerIndex(); at--) {
            chunk.setByte(at, DIGITS[(int) (rest % RADIX)]);
            rest /= RADIX;
        }
        chunk.writerIndex(end);
    }

    private static void writeTypeAndData(ByteBuf chunk, byte[] type, byte[] data) {
        if (type.length > 0) {
            chunk.writeBytes(EVENT).writeBytes(type).writeByte('\n');
        }
        int from = 0;
        for (int i = 0; i < data.length; i++) {
            if (data[i] == '\n' || data[i] == '\r') {
                writeLine(chunk, data, from, i);
                if (data[i] == '\r' && i + 1 < data.length && data[i + 1] == '\n') {
                    i++;
                }
                from = i + 1;
            }
        }
        writeLine(chunk, data, from, data.length);
        chunk.writeByte('\n');
    }

    private static void writeLine(ByteBuf chunk, byte[] data, int from, int to) {
        chunk.writeBytes(DATA).writeBytes(data, from, to - from).writeByte('\n');
    }

    /** Puts the chunk's size before the payload and the line end after it, and returns where the chunk begins. */
    private static int close(ByteBuf chunk, int payloadFrom) {
        int size = chunk.writerIndex() - payloadFrom;
        chunk.writeByte('\r').writeByte('\n');
        int at = payloadFrom - 1;
        chunk.setByte(at--, '\n');
        chunk.setByte(at--, '\r');
        for (int rest = size; rest > 0; rest >>>= 4) {
            chunk.setByte(at--, DIGITS[rest & 0xf]);
        }
        return at + 1;
    }
}
