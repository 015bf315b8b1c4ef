package dev.sluice.publisher.web.http;

import dev.sluice.service.http.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;

/**
 * First in the pipeline of a new connection, until its first bytes: by then the HTTP server has put its own handlers there,
 * those of TLS only while there was no handshake yet. So the guard comes after TLS, and before the decoder.
 */
final class GuardPlacement extends ChannelInboundHandlerAdapter {
    private static final byte TLS_HANDSHAKE = 0x16;

    private final RequestGuard guard;
    private boolean isRefused;

    GuardPlacement(RequestGuard guard) {
        this.guard = guard;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        guard.awaitFirstHead();
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (isRefused) {
            bytes.release();
            return;
        }
        if (context.pipeline().get(SslHandler.class) == null) {
            context.pipeline().addAfter(context.name(), null, guard);
        } else if (bytes.getByte(bytes.readerIndex()) == TLS_HANDSHAKE) {
            context.pipeline().addLast(guard);
        } else {
            bytes.release();
            isRefused = true;
            RefusedHead.answerPlainly(context, Refusal.malformed("This port speaks HTTPS alone: ask with https://"));
            return;
        }
        context.pipeline().remove(this);
        context.fireChannelRead(bytes);
    }
}
