package dev.sluice.model.wire.bad;

import org.apache.kafka.common.TopicPartition;

final class UsesKafka {
    final TopicPartition partition = new TopicPartition("t", 0);
}
