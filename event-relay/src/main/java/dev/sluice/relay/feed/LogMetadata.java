package dev.sluice.relay.feed;

import dev.sluice.relay.feed.RestorePoint.LogEnds;
import dev.sluice.relay.feed.RestorePoint.LogStart;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** What the brokers say of a feed's log. Thread safe. */
public final class LogMetadata {
    private final Admin admin;

    public LogMetadata(Admin admin) {
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

    /**
     * Asks for all of these at once, and passes each on when it is known, on a thread of the client's; {@code null} =
     * there is no such topic. What cannot be asked now is not passed on.
     */
    void starts(Collection<TopicPartition> partitions, BiConsumer<TopicPartition, @Nullable LogStart> sink) {
        Map<String, KafkaFuture<TopicDescription>> topics = admin.describeTopics(partitions.stream()
                        .map(TopicPartition::topic)
                        .distinct()
                        .toList())
                .topicNameValues();
        Map<TopicPartition, String> topicIds = new ConcurrentHashMap<>();
        CompletableFuture<?>[] described = partitions.stream()
                .map(partition -> Objects.requireNonNull(topics.get(partition.topic()))
                        .toCompletionStage()
                        .handle((topic, failure) -> {
                            if (failure == null) {
                                topicIds.put(partition, topic.topicId().toString());
                            } else if (isMissing(failure)) {
                                sink.accept(partition, null);
                            }
                            return topic;
                        })
                        .toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        var unused = CompletableFuture.allOf(described).thenRun(() -> starts(topicIds, sink));
    }

    /** Of topics that are there: of one that is missing Kafka's client asks again until its patience is over. */
    private void starts(Map<TopicPartition, String> topicIds, BiConsumer<TopicPartition, @Nullable LogStart> sink) {
        ListOffsetsResult starts = admin.listOffsets(topicIds.keySet().stream()
                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.earliest())));
        topicIds.forEach((partition, topicId) -> starts.partitionResult(partition)
                .whenComplete((start, failure) -> {
                    if (failure == null) {
                        sink.accept(partition, new LogStart(topicId, start.offset()));
                    }
                }));
    }

    /**
     * The events topics among these that exist, by name. Blocks.
     *
     * @throws ExecutionException the brokers did not answer
     */
    public Map<String, EventsTopic> topics(Collection<String> names) throws InterruptedException, ExecutionException {
        Map<String, Integer> partitions = new HashMap<>();
        for (var named : admin.describeTopics(names).topicNameValues().entrySet()) {
            answer(named.getValue())
                    .ifPresent(topic ->
                            partitions.put(named.getKey(), topic.partitions().size()));
        }
        Map<String, EventsTopic> topics = new HashMap<>();
        List<ConfigResource> resources = partitions.keySet().stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        for (var named : admin.describeConfigs(resources).values().entrySet()) {
            String name = named.getKey().name();
            int count = partitions.getOrDefault(name, 0);
            answer(named.getValue())
                    .map(config -> Long.parseLong(config.get("retention.ms").value()))
                    .ifPresent(retentionMs -> topics.put(name, new EventsTopic(count, retentionMs)));
        }
        return topics;
    }

    /** Empty when the topic is missing. */
    private static <T> Optional<T> answer(KafkaFuture<T> asked) throws InterruptedException, ExecutionException {
        try {
            return Optional.of(asked.get());
        } catch (ExecutionException failed) {
            if (isMissing(failed)) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    private static boolean isMissing(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause instanceof UnknownTopicOrPartitionException;
    }
}
