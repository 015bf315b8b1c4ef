package dev.sluice.gateway.protocol;

import dev.sluice.service.http.HeadLimits;
import dev.sluice.service.http.HeadScan;
import dev.sluice.service.http.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the decoder until the head of the request is complete. A head that is refused goes no further, nor does
 * what comes after it: the {@link Refusal} is an event for the later handlers. Confined to its event loop.
 */
final class HeadGuard extends ChannelInboundHandlerAdapter {
    private final HeadScan scan = new HeadScan(HeadLimits.DEFAULT);
    private @Nullable Refusal refusal;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
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
}
