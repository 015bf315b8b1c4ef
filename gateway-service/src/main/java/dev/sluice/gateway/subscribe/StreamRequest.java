package dev.sluice.gateway.subscribe;

import dev.sluice.gateway.access.Grant;
import dev.sluice.gateway.fanout.ApplicationChannels;
import dev.sluice.gateway.fanout.ChannelRef;
import dev.sluice.model.api.ApiStreaming;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.api.TopicStreaming;
import dev.sluice.model.api.TopicStreaming.Heartbeat;
import dev.sluice.model.topic.TopicPattern;
import org.jspecify.annotations.Nullable;

/**
 * A request that was admitted; it is forgotten when the stream is open.
 *
 * @param isNative whether a browser's own {@code EventSource} has sent it
 * @param sinceNanos when it was whole, by {@link System#nanoTime()}
 */
record StreamRequest(
        ChannelRef ref,
        Grant grant,
        ApiStreaming api,
        TopicStreaming topic,
        StreamQuery query,
        boolean isNative,
        long sinceNanos,
        ResponseWriter response) {
    /** All test keys of an API count as one application. */
    private static final String TESTERS = "testers";

    /**
     * Returns the application for which the channel counts; {@code null} = none: it is pulled whether a client wants it or
     * not, or the topic is open to all.
     */
    ApplicationChannels.@Nullable Holder holder() {
        Grant.Holder holder = grant.holder();
        if (holder == null || isPinned()) {
            return null;
        }
        String application = switch (holder) {
            case Grant.Application known -> known.applicationId();
            case Grant.ApiKey key -> key.applicationId();
            case Grant.Tester _ -> TESTERS;
        };
        return new ApplicationChannels.Holder(application, grant.apiId());
    }

    /** Returns what the client is sent after a silence: what it asks for, else what its topic says. */
    Heartbeat heartbeat() {
        Heartbeat asked = query.heartbeat();
        if (asked != null) {
            return asked;
        }
        return topic.controlEvents() ? topic.heartbeat() : Heartbeat.COMMENT;
    }

    private boolean isPinned() {
        return topic.pull() != TopicStreaming.Pull.DEMAND
                && grant.keyType() == KeyType.PRODUCTION
                && ref.channel().query() == null
                && TopicPattern.of(grant.topic()).isLiteral();
    }
}
