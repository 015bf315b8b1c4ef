package dev.sluice.relay.feed;

/**
 * An API's events topic as the brokers have it, whether the API is deployed or not.
 *
 * @param retentionMs of its events; -1 = they do not expire
 */
public record EventsTopic(int partitions, long retentionMs) {}
