package dev.sluice.gateway.fanout;

import dev.sluice.gateway.stream.FrameEncoder;
import dev.sluice.gateway.stream.TailBatch;
import dev.sluice.kafka.PartitionBackOff;
import dev.sluice.model.channel.Feed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The tail's attachment to one feed: its users, its progress while attached, its joins. Confined to the tail's thread. */
final class FeedAttachment {
    private final Feed feed;
    private final TopicPartition partition;
    private final FeedJoins joins;
    /** While it is attached and not read, since it could not be. */
    private final PartitionBackOff backOff = new PartitionBackOff();

    private final List<JoinRequest> waitingForAttach = new ArrayList<>();
    private @Nullable TailProgress tail;
    private @Nullable String lastTopicId;
    private boolean attaching;
    private int users;
    private long unusedSince;

    FeedAttachment(Feed feed, TopicPartition partition, FeedJoins.EndRequest endRequest) {
        this.feed = feed;
        this.partition = partition;
        this.joins = new FeedJoins(endRequest);
    }

    Feed feed() {
        return feed;
    }

    TopicPartition partition() {
        return partition;
    }

    void use() {
        users++;
    }

    void leave(long nanos) {
        users--;
        unusedSince = nanos;
    }

    boolean isUnused(long nanos, long lingerNanos) {
        return users == 0 && !attaching && nanos - unusedSince > lingerNanos;
    }

    void join(JoinRequest request) {
        if (tail == null) {
            waitingForAttach.add(request);
        } else {
            joins.add(request, tail);
        }
    }

    /** Returns whether the caller is to attach it now: it is in use, and no attaching is under way. */
    boolean beginAttach() {
        boolean begin = tail == null && !attaching && users > 0;
        attaching |= begin;
        return begin;
    }

    void onAttached(TailProgress attached) {
        attaching = false;
        tail = attached;
        lastTopicId = attached.topicId();
        waitingForAttach.forEach(request -> joins.add(request, attached));
        waitingForAttach.clear();
    }

    void onAttachFailed(String reason) {
        attaching = false;
        waitingForAttach.forEach(request -> request.failed(reason));
        waitingForAttach.clear();
    }

    /**
     * Its next records cannot be read: it is left alone for a while.
     *
     * @return for how long: longer each time, until it is read again
     */
    Duration backOff(long nanos) {
        return backOff.begin(nanos);
    }

    /** Returns whether it is to be read again from here on. */
    boolean endBackOff(long nanos) {
        return backOff.endIfOver(nanos);
    }

    /** The first offset that has not been read; 0 while it is not attached. */
    long position() {
        return tail == null ? 0 : tail.position();
    }

    void onDetached() {
        tail = null;
        backOff.cancel();
        joins.fail("the feed was cut");
    }

    void onEnd(long end) {
        if (tail != null) {
            joins.onEnd(end, tail);
        }
    }

    void fail(String reason) {
        joins.fail(reason);
    }

    void completeJoins() {
        if (tail != null) {
            joins.complete(tail);
        }
    }

    boolean isOfAnotherTopic(String topicId) {
        return tail != null && !tail.topicId().equals(topicId);
    }

    /** Returns whether the topic that was read last, if any, had another id. */
    boolean wasOfAnotherTopic(String topicId) {
        return lastTopicId != null && !lastTopicId.equals(topicId);
    }

    TailBatch read(List<ConsumerRecord<String, byte[]>> rows, long next, FrameEncoder encoder, int owners) {
        if (tail == null) {
            throw new IllegalStateException("read while detached: " + partition);
        }
        backOff.onRead();
        return tail.read(rows, next, encoder, owners);
    }
}
