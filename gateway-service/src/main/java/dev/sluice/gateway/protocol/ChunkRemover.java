package dev.sluice.gateway.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/**
 * Takes the framing off the chunks of a stream, for a client that knows none. The first buffer begins with the head;
 * after it, and in each further buffer, there are whole chunks. Confined to its event loop.
 */
public final class ChunkRemover extends ChannelOutboundHandlerAdapter {
    private boolean headIsSent;

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        ByteBuf framed = (ByteBuf) message;
        ByteBuf plain = context.alloc().directBuffer(framed.readableBytes());
        try {
            if (!headIsSent && framed.isReadable()) {
                headIsSent = true;
                framed.readBytes(plain, Chunks.headBytes(framed));
            }
            Chunks.copyPayloads(framed, plain);
        } finally {
            framed.release();
        }
        context.write(plain, promise);
    }
}
