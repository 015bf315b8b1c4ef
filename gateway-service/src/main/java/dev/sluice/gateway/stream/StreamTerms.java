package dev.sluice.gateway.stream;

import dev.sluice.model.api.TopicStreaming.SlowClient;

/**
 * How a stream is served, as its API says.
 *
 * @param controlEvents whether the client is sent control events
 * @param slowClient what happens when its place is no longer in the ring
 * @param retryMillis after which the client is to come back
 */
public record StreamTerms(boolean controlEvents, SlowClient slowClient, int retryMillis) {}
