package dev.sluice.gateway.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;

/**
 * Netty's decoder of the PROXY protocol with two bounds of ours: on what is held of a header of any version, and on the heap,
 * where parts that the decoder forgets of a malformed header are collected.
 */
final class ProxyHeaderDecoder extends HAProxyMessageDecoder {
    /** Certificates of clients, names of networks: what proxies add after the addresses, and is not read. */
    private static final int MAX_ADDED_BYTES = 4 * 1024;
    /** The fixed part, the longest addresses (those of UNIX sockets), and what is added. */
    private static final int MAX_BYTES = 16 + 216 + MAX_ADDED_BYTES;

    ProxyHeaderDecoder() {
        super(MAX_ADDED_BYTES);
        setCumulator(ProxyHeaderDecoder::gather);
    }

    private static ByteBuf gather(ByteBufAllocator pooled, ByteBuf held, ByteBuf next) {
        try {
            if (held.readableBytes() > MAX_BYTES) {
                throw new TooLongFrameException("more than " + MAX_BYTES + " bytes, and no header");
            }
            ByteBuf both = Unpooled.buffer(held.readableBytes() + next.readableBytes());
            both.writeBytes(held).writeBytes(next);
            held.release();
            return both;
        } finally {
            next.release();
        }
    }
}
