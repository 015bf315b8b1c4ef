package dev.sluice.gateway.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection after its last response. To close it while the client is still sending would reset it, and take the
 * response away from under the client's eyes; so only our own direction ends, and the client has a second to end the other.
 */
final class GracefulClose {
    private static final int TIMEOUT_MILLIS = 1000;

    private GracefulClose() {}

    /** Sends the response, which it takes over. What the client sends from now on is to be ignored. */
    static void send(Channel channel, ByteBuf response) {
        channel.writeAndFlush(response).addListener((ChannelFuture sent) -> end(channel));
    }

    private static void end(Channel channel) {
        boolean isBare = channel.pipeline().get(SslHandler.class) == null;
        if (isBare && channel.isActive() && channel instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
            channel.eventLoop().schedule(() -> channel.close(), TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            channel.close();
        }
    }
}
