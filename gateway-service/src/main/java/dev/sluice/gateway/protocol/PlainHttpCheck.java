package dev.sluice.gateway.protocol;

import dev.sluice.model.problem.Problem;
import dev.sluice.model.wire.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * The first handler of a connection that is to speak TLS: a client whose first byte is a letter speaks plain HTTP, and is
 * refused in plain HTTP. A record of TLS begins with none. Confined to the connection's event loop.
 */
public final class PlainHttpCheck extends ChannelInboundHandlerAdapter {
    private static final int TIMEOUT_MILLIS = 1000;

    private boolean isPlain;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (isPlain) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof ByteBuf bytes
                && bytes.isReadable()
                && isLetter(bytes.getByte(bytes.readerIndex()))) {
            isPlain = true;
            bytes.release();
            refuse(context);
        } else {
            context.pipeline().remove(this);
            context.fireChannelRead(message);
        }
    }

    private static boolean isLetter(byte first) {
        return (first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z');
    }

    /** What is written from here passes no TLS. The client may be sending still: to close would reset its connection. */
    private static void refuse(ChannelHandlerContext context) {
        Channel channel = context.channel();
        context.writeAndFlush(response()).addListener(_ -> {
            if (channel instanceof DuplexChannel duplex && channel.isActive()) {
                duplex.shutdownOutput();
                channel.eventLoop().schedule(() -> channel.close(), TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
            } else {
                channel.close();
            }
        });
    }

    private static ByteBuf response() {
        Problem problem = Problem.BAD_REQUEST;
        byte[] body =
                Wire.write(problem, "This port speaks HTTPS alone: ask for https://, or use the port of plain HTTP.");
        ResponseHead head = new ResponseHead(HttpResponseStatus.valueOf(problem.status())).addJson(body);
        return Http1Writer.response(head, Unpooled.wrappedBuffer(body));
    }
}
