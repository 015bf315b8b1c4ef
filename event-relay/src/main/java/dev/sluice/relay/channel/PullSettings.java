package dev.sluice.relay.channel;

import java.time.Duration;

/**
 * How a pull waits.
 *
 * @param minBackOff the first wait is between nothing and this
 * @param maxBackOff the longest wait
 * @param minSilence no byte for so long, or for three times the longest silence seen, and the connection is given up
 */
public record PullSettings(Duration minBackOff, Duration maxBackOff, Duration minSilence) {}
