package dev.sluice.gateway.stream;

/**
 * How much of the newest is kept in memory, each bound on its own.
 *
 * @param bytesPerFeed encoded; 0 = nothing. The buffer of the oldest frame is kept whole: {@link FrameBlocks}
 * @param bytes of all feeds together
 * @param maxAgeMillis since the broker took an event
 */
public record RingLimits(long bytesPerFeed, long bytes, long maxAgeMillis) {}
