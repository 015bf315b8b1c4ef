package dev.sluice.gateway.http;

import dev.sluice.gateway.access.Grant;
import dev.sluice.gateway.fanout.ChannelRef;
import dev.sluice.gateway.stream.Asked;
import dev.sluice.model.api.ApiStreaming;
import dev.sluice.model.api.TopicStreaming;

/**
 * A request that was let in; it is forgotten when the stream is open.
 *
 * @param isNative whether a browser's own {@code EventSource} has sent it
 */
record StreamRequest(
        ChannelRef ref,
        Grant grant,
        ApiStreaming api,
        TopicStreaming topic,
        Asked asked,
        boolean isNative,
        Answers answers) {}
