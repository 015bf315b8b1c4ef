package dev.sluice.gateway.fanout;

import dev.sluice.model.topic.KafkaTopics;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * Where and how the streams' records are read.
 *
 * @param settings of every client, {@code bootstrap.servers} at least
 * @param replayBytesPerSecond what all clients that are behind are sent together, about; 0 = no bound
 */
public record KafkaReadSettings(
        Map<String, Object> settings, Admin admin, KafkaTopics topics, long replayBytesPerSecond) {}
