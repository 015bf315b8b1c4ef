package dev.sluice.gateway.protocol;

import dev.sluice.service.http.HeadLimits;
import dev.sluice.service.http.HeadScan;
import dev.sluice.service.http.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the decoder until the head of the request is complete. A head that is refused goes no further, nor does
 * what comes after it: the {@link Refusal} is an event for the later handlers. Confined to its event loop.
 */
final class HeadGuard extends ChannelInboundHandlerAdapter {
    private final HeadScan scan = new HeadScan(HeadLimits.DEFAULT);
    /** {@code null} = HTTP/2 is not begun here, or not any more. */
    private @Nullable Http2Preface preface;
    /** The beginning of a preface whose rest is still to come; a request begins like it only with P. */
    private @Nullable ByteBuf held;

    private @Nullable Refusal refusal;

    /** @param preface {@code null} = it is a request of HTTP/1.1 that is refused */
    HeadGuard(@Nullable Http2Preface preface) {
        this.preface = preface;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (preface == null) {
            onHead(context, bytes);
        } else {
            onBegin(context, preface, bytes);
        }
    }

    private void onBegin(ChannelHandlerContext context, Http2Preface http2, ByteBuf next) {
        ByteBuf bytes =
                held == null ? next : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(context.alloc(), held, next);
        held = null;
        boolean isPreface = Http2Preface.isBegun(bytes);
        if (isPreface && !Http2Preface.isWhole(bytes)) {
            held = bytes;
            return;
        }
        preface = null;
        if (isPreface && http2.onHttp2(context.channel())) {
            context.pipeline().remove(this);
            context.fireChannelRead(bytes);
        } else {
            onHead(context, bytes);
        }
    }

    private void onHead(ChannelHandlerContext context, ByteBuf bytes) {
        if (refusal == null) {
            refusal = scan(bytes);
            if (refusal != null) {
                context.fireUserEventTriggered(refusal);
            }
        }
        if (refusal != null) {
            bytes.release();
            return;
        }
        if (scan.isComplete()) {
            context.pipeline().remove(this);
        }
        context.fireChannelRead(bytes);
    }

    private @Nullable Refusal scan(ByteBuf bytes) {
        Refusal wrong = null;
        for (int i = bytes.readerIndex(); i < bytes.writerIndex() && wrong == null && !scan.isComplete(); i++) {
            wrong = scan.take(bytes.getByte(i));
        }
        return wrong;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (held != null) {
            held.release();
            held = null;
        }
    }
}
