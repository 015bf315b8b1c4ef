package dev.sluice.gateway.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/**
 * Takes the framing off the chunks of a stream, for a client that knows none. The first buffer begins with the head;
 * behind it, and in each further buffer, there are whole chunks. Confined to its event loop.
 */
final class Unchunked extends ChannelOutboundHandlerAdapter {
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(US_ASCII);
    private static final int LINE_END = 2;

    private boolean headIsSent;

    /** What chunks carry; takes them over. */
    static ByteBuf payloads(ByteBuf chunks) {
        ByteBuf plain = Unpooled.buffer(chunks.readableBytes());
        copyPayloads(chunks, plain);
        chunks.release();
        return plain;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        ByteBuf framed = (ByteBuf) message;
        ByteBuf plain = context.alloc().directBuffer(framed.readableBytes());
        try {
            if (!headIsSent && framed.isReadable()) {
                headIsSent = true;
                framed.readBytes(plain, headBytes(framed));
            }
            copyPayloads(framed, plain);
        } finally {
            framed.release();
        }
        context.write(plain, promise);
    }

    private static int headBytes(ByteBuf framed) {
        int at = framed.readerIndex();
        while (!startsWithHeadEnd(framed, at)) {
            at++;
        }
        return at + HEAD_END.length - framed.readerIndex();
    }

    private static boolean startsWithHeadEnd(ByteBuf framed, int at) {
        for (int i = 0; i < HEAD_END.length; i++) {
            if (framed.getByte(at + i) != HEAD_END[i]) {
                return false;
            }
        }
        return true;
    }

    /** Reads chunks to their end, and appends what they carry; the last one carries nothing. */
    private static void copyPayloads(ByteBuf chunks, ByteBuf plain) {
        while (chunks.isReadable()) {
            int size = 0;
            for (byte digit = chunks.readByte(); digit != '\r'; digit = chunks.readByte()) {
                size = size << 4 | Character.digit(digit, 16);
            }
            chunks.skipBytes(1);
            chunks.readBytes(plain, size);
            chunks.skipBytes(LINE_END);
        }
    }
}
