package dev.sluice.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection behind its last answer. To close it while the client is still sending would reset it, and take the
 * answer away from under the client's eyes; so only our own direction ends, and the client has a second to end the other.
 */
final class Farewell {
    private static final int PATIENCE_MILLIS = 1000;

    private Farewell() {}

    /** Sends the answer, which it takes over. Nobody is to act on what the client sends from now on. */
    static void say(Channel channel, ByteBuf answer) {
        channel.writeAndFlush(answer).addListener((ChannelFuture sent) -> end(channel));
    }

    private static void end(Channel channel) {
        boolean isBare = channel.pipeline().get(SslHandler.class) == null;
        if (isBare && channel.isActive() && channel instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
            channel.eventLoop().schedule(() -> channel.close(), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            channel.close();
        }
    }
}
