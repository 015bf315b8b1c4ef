package dev.sluice.relay.feed;

import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.Endpoint;
import dev.sluice.model.api.EndpointPlace;
import dev.sluice.model.api.TopicStreaming;
import dev.sluice.model.channel.Channel;
import dev.sluice.relay.channel.BackendSignIn;
import dev.sluice.relay.channel.PullTarget;

/**
 * That a channel be pulled, and from where.
 *
 * @param endpointHash another one = another connection
 * @param sameStream whether a changed backend goes on with the same stream
 * @param retentionMs of its events
 */
public record PullSettings(PullTarget target, String endpointHash, boolean sameStream, long retentionMs) {
    /** Larger records than the events topics take are never sent. */
    private static final int MAX_EVENT_BYTES = 1 << 20;

    public static PullSettings of(ApiRecord api, Endpoint endpoint, Channel channel, TopicStreaming streaming) {
        String query = channel.query() == null ? "" : '?' + channel.query();
        PullTarget target = new PullTarget(
                endpoint.url() + channel.path() + query,
                streaming.resume() != TopicStreaming.Resume.NONE,
                Math.min(api.streaming().maxEventBytes(), MAX_EVENT_BYTES),
                new BackendSignIn(new EndpointPlace(api.apiId(), channel.keyType()), endpoint.security()));
        return new PullSettings(
                target,
                endpoint.hash(),
                api.streaming().sameStream(),
                api.streaming().retentionMs());
    }
}
