package dev.sluice.model.api;

import java.time.Duration;

/**
 * How an API's events are kept and its streams are run.
 *
 * @param retentionMs how long events are kept
 * @param retentionBytes how much is kept of each feed
 * @param heartbeatMs silence after which a client is sent a comment
 * @param retryMs the client's wait before it reconnects, jittered
 * @param maxAgeMs the longest life of one connection
 * @param maxEventBytes larger events of the backend are left out, with a gap instead
 * @param sameStream whether a changed endpoint goes on with the same stream
 */
public record ApiStreaming(
        long retentionMs,
        long retentionBytes,
        long heartbeatMs,
        long retryMs,
        long maxAgeMs,
        int maxEventBytes,
        boolean sameStream) {
    public static final ApiStreaming DEFAULT = new ApiStreaming(
            Duration.ofHours(24).toMillis(),
            1L << 30,
            15_000,
            3_000,
            Duration.ofHours(1).toMillis(),
            1 << 20,
            false);

    public ApiStreaming {
        if (Math.min(retentionMs, Math.min(heartbeatMs, maxAgeMs)) < 1 || maxEventBytes < 1) {
            throw new IllegalArgumentException("retention, heartbeat, maximum age and event size must be positive");
        }
    }
}
