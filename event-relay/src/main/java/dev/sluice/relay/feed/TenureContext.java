package dev.sluice.relay.feed;

import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.relay.backend.Pulls;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What all tenures of this relay need.
 *
 * @param nodeId of this relay
 * @param incarnation drawn at this start
 * @param times of channels that no gateway wants any more
 * @param maxChannelBytes not in the log yet, above which a channel's backend is not read
 */
public record TenureContext(
        KafkaTopics topics,
        String nodeId,
        String incarnation,
        EventSender sender,
        FeedReadBack readBack,
        LogMetadata metadata,
        Pulls pulls,
        ChannelTimes times,
        long maxChannelBytes,
        ChannelCaps caps,
        RelayMeters meters) {

    /** The value of a claim. */
    byte[] owner() {
        return (nodeId + ' ' + incarnation).getBytes(StandardCharsets.UTF_8);
    }

    /** Takes away a demand whose gateway has been dead for long. */
    public void sweepDemand(int shard, String key) {
        sender.send(new ProducerRecord<>(topics.demand().name(), shard, key, null), (_, _, _) -> {});
    }
}
