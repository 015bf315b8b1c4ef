package dev.sluice.model.eventstream;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Reads event streams by the letter of WHATWG HTML 9.2, from bytes that come in pieces of any size: however a stream is
 * cut, the sink hears the same. An event is passed on as soon as its blank line is known, also by a CR whose LF may follow.
 *
 * <p>Bytes are split, not decoded: CR, LF and colon are never part of a longer UTF-8 sequence. Memory is bounded by
 * {@link EventStreamLimits} (during growth and delivery an event may be held twice); at a limit the event is dropped
 * and reported, and reading goes on with the next block. One thread at a time.
 */
public final class EventStreamParser {
    private static final byte CR = '\r';
    private static final byte LF = '\n';
    private static final int[] BYTE_ORDER_MARK = {0xEF, 0xBB, 0xBF};
    private static final int DIRECT_COPY_BYTES = 8 * 1024;

    private enum Place {
        STREAM_START,
        NAME,
        AFTER_COLON,
        VALUE
    }

    private final EventStreamSink sink;
    private final EventBlock block;
    private final RetryValue retry = new RetryValue();
    private byte[] directCopy = {};

    private Place place = Place.STREAM_START;
    private int markBytes;
    private boolean afterCr;
    private long name = Field.NO_NAME;
    private Field field = Field.UNKNOWN;

    /** @param lastEventId the id in force before the first block, empty if there is none */
    public EventStreamParser(EventStreamLimits limits, String lastEventId, EventStreamSink sink) {
        this.block = new EventBlock(limits, lastEventId);
        this.sink = sink;
    }

    /** Reads the remaining bytes of {@code bytes} and moves its position to its limit. */
    public void feed(ByteBuffer bytes) {
        if (bytes.hasArray()) {
            int from = bytes.arrayOffset() + bytes.position();
            int length = bytes.remaining();
            bytes.position(bytes.limit());
            feed(bytes.array(), from, length);
            return;
        }
        if (directCopy.length == 0) {
            directCopy = new byte[DIRECT_COPY_BYTES];
        }
        while (bytes.hasRemaining()) {
            int length = Math.min(bytes.remaining(), directCopy.length);
            bytes.get(directCopy, 0, length);
            feed(directCopy, 0, length);
        }
    }

    public void feed(byte[] bytes, int from, int length) {
        Objects.checkFromIndexSize(from, length, bytes.length);
        int end = from + length;
        int at = from;
        while (at < end) {
            at = switch (place) {
                case STREAM_START -> byteOrderMark(bytes, at);
                case NAME -> name(bytes, at, end);
                case AFTER_COLON -> oneSpace(bytes, at);
                case VALUE -> value(bytes, at, end);
            };
        }
    }

    /** The stream ended: its unfinished block is discarded, id and all. What is fed next begins a new stream. */
    public void end() {
        block.discard();
        place = Place.STREAM_START;
        markBytes = 0;
        afterCr = false;
        name = Field.NO_NAME;
    }

    /** The id in force, the one to send as {@code Last-Event-ID}; empty if there is none. */
    public String lastEventId() {
        return block.lastEventId();
    }

    private int byteOrderMark(byte[] bytes, int at) {
        if ((bytes[at] & 0xFF) == BYTE_ORDER_MARK[markBytes]) {
            markBytes++;
            if (markBytes == BYTE_ORDER_MARK.length) {
                place = Place.NAME;
            }
            return at + 1;
        }
        // Part of a mark is no mark, but the beginning of the first name.
        for (int i = 0; i < markBytes; i++) {
            name = Field.append(name, BYTE_ORDER_MARK[i]);
        }
        place = Place.NAME;
        return at;
    }

    private int name(byte[] bytes, int from, int end) {
        if (afterCr) {
            afterCr = false;
            if (bytes[from] == LF) {
                return from + 1;
            }
        }
        for (int at = from; at < end; at++) {
            byte next = bytes[at];
            if (next == ':') {
                begin(Field.named(name));
                place = field == Field.COMMENT ? Place.VALUE : Place.AFTER_COLON;
                return at + 1;
            }
            if (next == LF || next == CR) {
                endOfLineWithoutColon();
                beginLine(next);
                return at + 1;
            }
            name = Field.append(name, next);
        }
        return end;
    }

    private void endOfLineWithoutColon() {
        if (name == Field.NO_NAME) {
            block.dispatch(sink);
        } else {
            begin(Field.named(name));
            endOfValue();
        }
    }

    private int oneSpace(byte[] bytes, int at) {
        place = Place.VALUE;
        return bytes[at] == ' ' ? at + 1 : at;
    }

    private int value(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] != LF && bytes[at] != CR) {
            at++;
        }
        append(bytes, from, at - from);
        if (at == end) {
            return end;
        }
        endOfValue();
        beginLine(bytes[at]);
        return at + 1;
    }

    private void begin(Field begun) {
        field = begun;
        switch (begun) {
            case DATA -> block.beginData();
            case ID -> block.beginId();
            case EVENT -> block.beginType();
            case RETRY -> retry.begin();
            case COMMENT, UNKNOWN -> {}
        }
    }

    private void append(byte[] bytes, int from, int length) {
        switch (field) {
            case DATA -> block.appendData(bytes, from, length);
            case ID -> block.appendId(bytes, from, length);
            case EVENT -> block.appendType(bytes, from, length);
            case RETRY -> retry.append(bytes, from, length);
            case COMMENT, UNKNOWN -> {}
        }
    }

    private void endOfValue() {
        switch (field) {
            case ID -> block.endId();
            case RETRY -> retry.end(sink);
            case COMMENT -> sink.onComment();
            case DATA, EVENT, UNKNOWN -> {}
        }
    }

    private void beginLine(byte lineEnd) {
        afterCr = lineEnd == CR;
        place = Place.NAME;
        name = Field.NO_NAME;
    }
}
