package dev.sluice.gateway.stream;

/**
 * What one client may take of a node.
 *
 * @param maxUnsentBytes in user space; above this its cursor waits
 * @param replayBytesPerSecond from Kafka; 0 = no bound
 */
public record StreamLimits(int maxUnsentBytes, long replayBytesPerSecond) {}
