package dev.sluice.relay.feed;

import dev.sluice.relay.feed.FeedPlace.LogEnds;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** What is asked of the brokers about a feed's log. Thread safe. */
public final class LogQuestions {
    private final Admin admin;

    public LogQuestions(Admin admin) {
        this.admin = admin;
    }

    /** Blocks. The failure's cause says when there is no such topic. */
    LogEnds ends(TopicPartition partition) throws InterruptedException, ExecutionException {
        TopicDescription topic = Objects.requireNonNull(admin.describeTopics(List.of(partition.topic()))
                .allTopicNames()
                .get()
                .get(partition.topic()));
        ListOffsetsResult first = admin.listOffsets(Map.of(partition, OffsetSpec.earliest()));
        ListOffsetsResult next = admin.listOffsets(Map.of(partition, OffsetSpec.latest()));
        return new LogEnds(
                topic.topicId().toString(),
                first.partitionResult(partition).get().offset(),
                next.partitionResult(partition).get().offset());
    }

    /** The offset of the oldest record that is still there. */
    CompletionStage<Long> start(TopicPartition partition) {
        return admin.listOffsets(Map.of(partition, OffsetSpec.earliest()))
                .partitionResult(partition)
                .toCompletionStage()
                .thenApply(ListOffsetsResult.ListOffsetsResultInfo::offset);
    }
}
