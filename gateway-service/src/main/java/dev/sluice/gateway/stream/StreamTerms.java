package dev.sluice.gateway.stream;

import dev.sluice.model.api.TopicStreaming.SlowClient;

/**
 * What a stream's API says of how it is served.
 *
 * @param controlEvents whether the client is sent events of our own
 * @param slowClient what happens when its place is no longer in the ring
 * @param retryMillis after which the client is to come back
 */
public record StreamTerms(boolean controlEvents, SlowClient slowClient, int retryMillis) {}
