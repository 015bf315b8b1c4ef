package dev.sluice.relay.control;

import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.ApiTopic;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.api.LifecycleState;
import dev.sluice.model.api.TopicStreaming;
import dev.sluice.model.channel.Channel;
import dev.sluice.model.channel.RequestTarget;
import dev.sluice.model.topic.TopicPattern;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an API wants pulled whether clients listen or not: its literal topics, of the production backend. */
final class PinnedChannels {
    private PinnedChannels() {}

    /** @throws IllegalArgumentException a topic is no address */
    static Map<Channel, ApiTopic> of(ApiRecord api) {
        Map<Channel, ApiTopic> pinned = new LinkedHashMap<>();
        boolean isServed = api.state() != LifecycleState.RETIRED && api.state() != LifecycleState.BLOCKED;
        if (isServed && api.endpoint(KeyType.PRODUCTION) != null) {
            for (ApiTopic topic : api.topics()) {
                boolean literal = TopicPattern.of(topic.target()).isLiteral();
                if (literal && topic.streaming().pull() != TopicStreaming.Pull.DEMAND) {
                    pinned.put(channel(api, topic), topic);
                }
            }
        }
        return pinned;
    }

    /** The same channel as a gateway makes of a request for this topic without a query. */
    private static Channel channel(ApiRecord api, ApiTopic topic) {
        String mapping = topic.uriMapping();
        RequestTarget target = RequestTarget.of(mapping == null ? topic.target() : mapping, null);
        return new Channel(api.apiId(), api.environment(), KeyType.PRODUCTION, target.path(), null);
    }
}
