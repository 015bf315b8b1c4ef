package dev.sluice.gateway.fanout;

import dev.sluice.model.event.ChannelPosition;
import dev.sluice.model.relay.FeedState;
import java.util.Map;

/** A feed at its newest checkpoint: where every channel of it stands at {@code through}. */
record FeedSnapshot(FeedState state, Map<String, ChannelPosition> positions) {}
