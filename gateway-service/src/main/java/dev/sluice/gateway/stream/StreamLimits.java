package dev.sluice.gateway.stream;

import java.time.Duration;

/**
 * What one client may take of a node.
 *
 * @param maxUnsentBytes in user space; above this its cursor waits
 * @param replayBytesPerSecond from Kafka; 0 = no bound
 * @param stallTimeout how long it may take nothing of what waits for it; 1s..1h
 * @param tcpUserTimeout how long its machine may leave bytes unacknowledged; 1s..1h
 */
public record StreamLimits(
        int maxUnsentBytes, long replayBytesPerSecond, Duration stallTimeout, Duration tcpUserTimeout) {
    /** @throws IllegalArgumentException with the key that is wrong */
    public StreamLimits {
        check(stallTimeout, "stall-timeout");
        check(tcpUserTimeout, "tcp-user-timeout");
    }

    private static void check(Duration timeout, String key) {
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("sluice.gateway.stream." + key + " must be 1s..1h, was " + timeout);
        }
    }
}
