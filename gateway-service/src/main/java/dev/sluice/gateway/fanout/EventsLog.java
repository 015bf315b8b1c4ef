package dev.sluice.gateway.fanout;

import static java.util.Objects.requireNonNull;

import dev.sluice.model.channel.Feed;
import dev.sluice.model.topic.KafkaTopics;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What is asked about event topics beside reading them. Nothing blocks; answers come on the Kafka client's thread. */
final class EventsLog {
    /** A feed's topic and what it holds. */
    record Extent(String topicId, long start, long end) {}

    private final Admin admin;
    private final KafkaTopics topics;

    EventsLog(Admin admin, KafkaTopics topics) {
        this.admin = admin;
        this.topics = topics;
    }

    TopicPartition partition(Feed feed) {
        return new TopicPartition(topics.eventsName(feed.apiId()), feed.partition());
    }

    /** Returns the offset after the last record that is there now. */
    CompletionStage<Long> end(Feed feed) {
        return offset(feed, OffsetSpec.latest());
    }

    CompletionStage<Extent> extent(Feed feed) {
        CompletionStage<Long> start = offset(feed, OffsetSpec.earliest());
        CompletionStage<Long> end = offset(feed, OffsetSpec.latest());
        return topicId(feed)
                .thenCombine(start, (topicId, from) -> new Extent(topicId, from, from))
                .thenCombine(end, (extent, to) -> new Extent(extent.topicId(), extent.start(), to));
    }

    /** Kafka's id of the feed's topic; fails when there is none. */
    CompletionStage<String> topicId(Feed feed) {
        String topic = partition(feed).topic();
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .toCompletionStage()
                .thenApply(found ->
                        requireNonNull(found.get(topic), topic).topicId().toString());
    }

    /** Asks once for all these feeds, and passes the id of each topic on; empty = there is no such topic. */
    void topicIds(Collection<Feed> feeds, BiConsumer<Feed, Optional<String>> found) {
        List<Feed> all = List.copyOf(feeds);
        Set<String> names = all.stream().map(feed -> partition(feed).topic()).collect(Collectors.toSet());
        Map<String, KafkaFuture<TopicDescription>> answers =
                admin.describeTopics(names).topicNameValues();
        for (Feed feed : all) {
            requireNonNull(answers.get(partition(feed).topic())).whenComplete((topic, failed) -> {
                if (failed == null) {
                    found.accept(feed, Optional.of(topic.topicId().toString()));
                } else if (failed instanceof UnknownTopicOrPartitionException) {
                    found.accept(feed, Optional.empty());
                }
            });
        }
    }

    private CompletionStage<Long> offset(Feed feed, OffsetSpec which) {
        TopicPartition partition = partition(feed);
        return admin.listOffsets(Map.of(partition, which))
                .partitionResult(partition)
                .toCompletionStage()
                .thenApply(ListOffsetsResultInfo::offset);
    }
}
