package dev.sluice.gateway.delivery;

import dev.sluice.gateway.protocol.Http2Stream;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

/** What waits in user space because a client has not taken it. To be asked on the channel's event loop. */
final class Backlog {
    private Backlog() {}

    /** @param http2 of the channel, when it is a stream of HTTP/2 */
    static boolean isEmpty(Channel channel, @Nullable Http2Stream http2) {
        if (http2 != null) {
            return http2.unsent() == 0;
        }
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null || buffer.isEmpty();
    }

    /** How many bytes. */
    static long bytes(Channel channel, @Nullable Http2Stream http2) {
        if (http2 != null) {
            return http2.unsent();
        }
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes() - buffer.currentProgress();
    }
}
