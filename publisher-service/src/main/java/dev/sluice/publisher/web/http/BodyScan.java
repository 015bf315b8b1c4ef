package dev.sluice.publisher.web.http;

import dev.sluice.service.http.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** Finds the end of a request's body, whose head keeps the rules: RFC 9112, 6 and 7.1, by the letter. Keeps nothing of it. */
final class BodyScan {
    private static final int MAX_SIZE_DIGITS = 8;
    /** Of the line of a chunk's size, and of all trailers. */
    private static final int MAX_LINE_BYTES = 1_024;

    private enum At {
        SIZE,
        EXTENSION,
        SIZE_END,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILER_START,
        TRAILER,
        TRAILER_END,
        LAST_LF,
        COMPLETE
    }

    private At at;
    /** Of the body, or of the present chunk. */
    private long remaining;

    private int lineBytes;
    private final boolean isChunked;

    private BodyScan(At at, long remaining, boolean isChunked) {
        this.at = remaining == 0 && !isChunked ? At.COMPLETE : at;
        this.remaining = remaining;
        this.isChunked = isChunked;
    }

    static BodyScan of(HttpHeaders head) {
        if (head.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            return new BodyScan(At.SIZE, 0, true);
        }
        String length = head.get(HttpHeaderNames.CONTENT_LENGTH);
        return new BodyScan(At.DATA, length == null ? 0 : Long.parseLong(length), false);
    }

    boolean isComplete() {
        return at == At.COMPLETE;
    }

    /**
     * Moves the reader's place past what belongs to the body.
     *
     * @return what is wrong with it; {@code null} = nothing so far
     */
    @Nullable
    Refusal skip(ByteBuf bytes) {
        while (bytes.isReadable() && !isComplete()) {
            if (at == At.DATA) {
                int taken = (int) Math.min(remaining, bytes.readableBytes());
                bytes.skipBytes(taken);
                remaining -= taken;
                if (remaining == 0) {
                    at = isChunked ? At.DATA_CR : At.COMPLETE;
                }
            } else if (!take(bytes.readByte())) {
                return Refusal.malformed("The body is not made of chunks as RFC 9112, 7.1, has them.");
            }
        }
        return null;
    }

    private boolean take(byte next) {
        return switch (at) {
            case SIZE -> onSize(next);
            case EXTENSION -> onText(next, At.SIZE_END);
            case SIZE_END -> onSizeEnd(next);
            case DATA_CR -> expect(next, '\r', At.DATA_LF);
            case DATA_LF -> expect(next, '\n', At.SIZE);
            case TRAILER_START -> next == '\r' ? expect(next, '\r', At.LAST_LF) : onText(next, At.TRAILER);
            case TRAILER -> onText(next, At.TRAILER_END);
            case TRAILER_END -> expect(next, '\n', At.TRAILER_START);
            case LAST_LF -> expect(next, '\n', At.COMPLETE);
            case DATA, COMPLETE -> throw new IllegalStateException("no byte is asked for at " + at);
        };
    }

    private boolean onSize(byte next) {
        int digit = Character.digit(next, 16);
        if (digit >= 0) {
            remaining = remaining * 16 + digit;
            return ++lineBytes <= MAX_SIZE_DIGITS;
        }
        if (lineBytes == 0) {
            return false;
        }
        at = next == '\r' ? At.SIZE_END : At.EXTENSION;
        return next == '\r' || next == ';';
    }

    private boolean onSizeEnd(byte next) {
        lineBytes = 0;
        return expect(next, '\n', remaining == 0 ? At.TRAILER_START : At.DATA);
    }

    /** A byte of a line that ends with CR. */
    private boolean onText(byte next, At afterCr) {
        if (next == '\r') {
            at = afterCr;
            return true;
        }
        if (at == At.TRAILER_START) {
            at = At.TRAILER;
        }
        boolean isControl = (next >= 0 && next < ' ' && next != '\t') || next == 0x7f;
        return !isControl && ++lineBytes <= MAX_LINE_BYTES;
    }

    private boolean expect(byte next, char expected, At then) {
        at = then;
        return next == expected;
    }
}
