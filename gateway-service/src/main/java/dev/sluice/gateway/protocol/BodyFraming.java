package dev.sluice.gateway.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sluice.gateway.stream.Frame;
import dev.sluice.gateway.stream.FrameEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpVersion;

/** The form in which the payloads of a stream are written to its channel. */
public enum BodyFraming {
    /** Each is a chunk (RFC 9112, 7.1). */
    CHUNKED,
    /** As they are: HTTP/2 frames them by itself, HTTP/1.0 ends them with the connection. */
    PLAIN;

    private static final ByteBuf HEARTBEAT = Unpooled.unreleasableBuffer(
            Unpooled.directBuffer().writeBytes(":\n".getBytes(US_ASCII)).asReadOnly());

    static BodyFraming of(HttpVersion version) {
        return version.compareTo(HttpVersion.HTTP_1_1) < 0 ? PLAIN : CHUNKED;
    }

    /** Returns where a frame's bytes begin in its block. */
    public int start(Frame frame) {
        return this == CHUNKED ? frame.start() : frame.payloadStart();
    }

    /** Returns how many bytes of its block a frame has. */
    public int length(Frame frame) {
        return this == CHUNKED ? frame.bytes() : frame.payloadBytes();
    }

    /** Returns a payload of {@link FrameEncoder} in this form, in the same buffer. */
    public ByteBuf frame(ByteBuf payload) {
        return this == CHUNKED ? FrameEncoder.chunk(payload) : payload;
    }

    /** Returns a comment line in this form. Shared by all. */
    public ByteBuf heartbeat() {
        return this == CHUNKED ? FrameEncoder.heartbeat() : HEARTBEAT;
    }

    /** Returns the end of a body in this form; without a byte if it has none. Shared by all. */
    public ByteBuf end() {
        return this == CHUNKED ? FrameEncoder.lastChunk() : Unpooled.EMPTY_BUFFER;
    }
}
