package dev.sluice.gateway.fanout;

import dev.sluice.gateway.stream.JoinPoint;
import dev.sluice.model.channel.Feed;
import java.util.concurrent.Executor;

/**
 * A client's request to join a channel.
 *
 * @param loop where the replies are given, after every batch that the tail has read before
 */
public record JoinRequest(Feed feed, String channel, Executor loop, Reply reply) {
    /** The replies, on the requester's event loop: first the one, then the other; or a failure instead of either. */
    public interface Reply {
        /** The end of the feed is fixed: from now on the channel may be pulled. */
        void onEndKnown();

        void onJoined(JoinPoint point);

        /** Kafka did not respond, or the feed is not there. */
        void onFailed(String reason);
    }

    void failed(String reason) {
        loop.execute(() -> reply.onFailed(reason));
    }
}
