package dev.sluice.gateway.stream;

import dev.sluice.gateway.quota.StreamQuota;
import dev.sluice.model.api.TopicStreaming.Heartbeat;
import dev.sluice.model.api.TopicStreaming.SlowClient;
import org.jspecify.annotations.Nullable;

/**
 * How a stream is served, as its API and its client say.
 *
 * @param controlEvents whether the client is sent control events
 * @param slowClient what happens when its place is no longer in the ring
 * @param retryMillis after which the client is to come back
 * @param heartbeat what the client is sent after a silence
 * @param quota what its plans leave; {@code null} = nothing limits it
 */
public record StreamTerms(
        boolean controlEvents,
        SlowClient slowClient,
        int retryMillis,
        Heartbeat heartbeat,
        @Nullable StreamQuota quota) {
    /** Without limits. */
    public StreamTerms(boolean controlEvents, SlowClient slowClient, int retryMillis, Heartbeat heartbeat) {
        this(controlEvents, slowClient, retryMillis, heartbeat, null);
    }
}
