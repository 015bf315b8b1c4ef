package dev.sluice.gateway.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2CodecUtil;

/** What a connection without TLS does whose first bytes are those of HTTP/2 (RFC 9113, 3.3 and 3.4). */
public interface Http2Preface {
    /** {@code PRI * HTTP/2.0}, and what makes it no request of HTTP/1.1. */
    ByteBuf BYTES = Http2CodecUtil.connectionPrefaceBuf();

    /**
     * Takes the handlers of HTTP/1.1 out of the pipeline and adds those of HTTP/2, which are given the preface next; or
     * returns false, and nothing has changed. On the connection's event loop.
     */
    boolean onHttp2(Channel connection);

    /** Returns whether these bytes are the preface, or its beginning. */
    static boolean isBegun(ByteBuf bytes) {
        int length = Math.min(bytes.readableBytes(), BYTES.readableBytes());
        return ByteBufUtil.equals(bytes, bytes.readerIndex(), BYTES, 0, length);
    }

    static boolean isWhole(ByteBuf bytes) {
        return bytes.readableBytes() >= BYTES.readableBytes();
    }
}
