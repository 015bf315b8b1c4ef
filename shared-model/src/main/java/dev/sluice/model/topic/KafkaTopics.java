package dev.sluice.model.topic;

import java.time.Duration;
import java.util.Map;

/**
 * The Kafka topics of an installation: names, partitions, settings.
 *
 * @param prefix of every name, {@code sluice} by default
 * @param shards partitions of demand and relay-state, fixed for an installation
 */
public record KafkaTopics(String prefix, int shards) {
    private static final Duration TOMBSTONES_KEPT = Duration.ofDays(7);
    private static final Duration USAGE_KEPT = Duration.ofDays(7);
    private static final int MAX_EVENT_RECORD_BYTES = 3 * 512 * 1024;
    private static final int USAGE_PARTITIONS = 8;
    private static final int QUOTA_PARTITIONS = 8;
    /** What is newest is never compacted. */
    private static final int QUOTA_SEGMENT_BYTES = 16 << 20;
    /** Of closed windows nothing is needed again: what a gateway that starts has to read stays small. */
    private static final Duration CLOSED_WINDOWS_KEPT = Duration.ofHours(1);

    private static final long MAX_SEGMENT_MS = Duration.ofHours(1).toMillis();

    public KafkaTopics {
        if (prefix.isEmpty() || shards < 1) {
            throw new IllegalArgumentException("a prefix and at least one shard: '" + prefix + "', " + shards);
        }
    }

    public KafkaTopic apis() {
        return compacted("apis", 1);
    }

    public KafkaTopic access() {
        return compacted("access", 1);
    }

    public KafkaTopic nodes() {
        return compacted("nodes", 1);
    }

    public KafkaTopic demand() {
        return compacted("demand", shards);
    }

    public KafkaTopic relayState() {
        return compacted("relay-state", shards);
    }

    /** The open windows of limited plans: {@code <counter>/<window>/<nodeId>/<incarnation>}. */
    public KafkaTopic quota() {
        return new KafkaTopic(
                prefix + ".quota",
                QUOTA_PARTITIONS,
                Map.of(
                        "cleanup.policy", "compact",
                        "segment.ms", Long.toString(CLOSED_WINDOWS_KEPT.toMillis()),
                        "segment.bytes", Integer.toString(QUOTA_SEGMENT_BYTES),
                        "min.cleanable.dirty.ratio", "0.2",
                        "delete.retention.ms", Long.toString(CLOSED_WINDOWS_KEPT.toMillis())));
    }

    /** What was delivered, for reports. */
    public KafkaTopic usage() {
        return new KafkaTopic(
                prefix + ".usage",
                USAGE_PARTITIONS,
                Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(USAGE_KEPT.toMillis())));
    }

    public String eventsName(String apiId) {
        return prefix + ".events." + apiId;
    }

    /** An API's events topic with its retention. */
    public KafkaTopic events(String apiId, int partitions, long retentionMs, long retentionBytes) {
        long segmentMs = Math.max(1, Math.min(MAX_SEGMENT_MS, retentionMs / 4));
        return new KafkaTopic(
                eventsName(apiId),
                partitions,
                Map.of(
                        "cleanup.policy", "delete",
                        "message.timestamp.type", "LogAppendTime",
                        "max.message.bytes", Integer.toString(MAX_EVENT_RECORD_BYTES),
                        "retention.ms", Long.toString(retentionMs),
                        "retention.bytes", Long.toString(retentionBytes),
                        "segment.ms", Long.toString(segmentMs)));
    }

    private KafkaTopic compacted(String name, int partitions) {
        return new KafkaTopic(
                prefix + '.' + name,
                partitions,
                Map.of("cleanup.policy", "compact", "delete.retention.ms", Long.toString(TOMBSTONES_KEPT.toMillis())));
    }
}
