package dev.sluice.relay.feed;

import dev.sluice.model.channel.Feed;
import dev.sluice.model.event.Acceptance;
import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.event.Verdict;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.RelayStates;
import dev.sluice.relay.feed.FeedPlace.LogEnds;
import dev.sluice.relay.feed.FeedPlace.LogStart;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A feed's log as its owner reads it back, through {@link Acceptance} like everybody else: how far it has come, what counts,
 * which claims lie in it. Confined to the shard's thread.
 */
final class FeedLog {
    private static final Logger LOG = Logger.getLogger(FeedLog.class);

    /** Who learns what is read. */
    interface Reader {
        /** A record that counts, or a mark. */
        void onRead(FeedRecord record);

        /** A claim; the newest so far. */
        void onClaim(long offset);

        /** A record that does not count, since one before it is missing. */
        void onHeldBack(FeedRecord record);

        /** What had come has been read, or the log's start has moved. */
        void onMoved();

        /** It does not go on where it was, and is read no more. */
        void onLost(String reason);
    }

    private final Feed feed;
    private final TopicPartition partition;
    private final TenureParts parts;
    private final ShardThread shard;
    private final Reader reader;

    private Acceptance acceptance = Acceptance.fromOffset(0, List.of(), Map.of());
    private TreeSet<Long> claims = new TreeSet<>();
    private String topicId = "";
    /** The offset behind the last record read back. */
    private long position;

    private long lastClaim = Acceptance.NO_EPOCH;
    private @Nullable Stretch stretch;

    FeedLog(Feed feed, TopicPartition partition, TenureParts parts, ShardThread shard, Reader reader) {
        this.feed = feed;
        this.partition = partition;
        this.parts = parts;
        this.shard = shard;
        this.reader = reader;
    }

    /**
     * Finds the place to begin at; nothing is read before {@link #attach}. Waits for the brokers' answer.
     *
     * @param states the shard's, as they were when it was taken
     * @param known those of this feed's channels
     * @return whether the channels begin anew
     * @throws ExecutionException the brokers did not say what the log holds
     */
    boolean open(RelayStates states, Map<String, ChannelState> known) throws ExecutionException, InterruptedException {
        LogEnds ends = parts.questions().ends(partition);
        FeedPlace place = FeedPlace.choose(ends, states.feed(feed), known);
        acceptance = place.acceptance();
        claims = place.claims();
        position = place.offset();
        topicId = ends.topicId();
        lastClaim = acceptance.epoch();
        return place.isAnew();
    }

    void attach() {
        Stretch fresh = new Stretch();
        stretch = fresh;
        parts.tail().attach(partition, position, fresh);
    }

    void detach() {
        Stretch current = stretch;
        if (current != null) {
            stretch = null;
            parts.tail().detach(partition, current);
        }
    }

    Acceptance acceptance() {
        return acceptance;
    }

    /** The offset behind the last record read back. */
    long position() {
        return position;
    }

    /** Those that are retained and the last one before the log's start. */
    TreeSet<Long> claims() {
        return claims;
    }

    /** The newest claim read back; {@link Acceptance#NO_EPOCH} when there is none. */
    long lastClaim() {
        return lastClaim;
    }

    /** Kafka's id of the topic. */
    String topicId() {
        return topicId;
    }

    private void read(List<FeedRecord> records, long next) {
        if (next <= position) {
            return;
        }
        for (FeedRecord record : records) {
            if (record.offset() >= position) {
                judge(record, acceptance.read(record));
            }
        }
        position = next;
        reader.onMoved();
    }

    private void judge(FeedRecord record, Verdict verdict) {
        switch (verdict) {
            case ACCEPTED, ACCEPTED_RESET, ACCEPTED_HOLE -> {
                if (verdict != Verdict.ACCEPTED) {
                    LOG.warnf(
                            "accepted with a gap: channel=%s offset=%d verdict=%s missed=%d",
                            record.key(), record.offset(), verdict, acceptance.missed());
                }
                parts.meters().onAccepted();
                reader.onRead(record);
            }
            case MARKED -> reader.onRead(record);
            case CLAIMED -> {
                lastClaim = record.offset();
                claims.add(lastClaim);
                reader.onClaim(lastClaim);
            }
            case HELD_BACK -> reader.onHeldBack(record);
            case STALE, REPEATED -> {}
        }
    }

    private void onLog(@Nullable LogStart log) {
        if (log == null) {
            lose("it is gone");
        } else if (log.topicId().equals(topicId)) {
            trimClaims(log.start());
        } else {
            lose("it is another one");
        }
    }

    private void trimClaims(long logStart) {
        Long lastBefore = claims.lower(logStart);
        if (lastBefore != null && !claims.headSet(lastBefore).isEmpty()) {
            claims.headSet(lastBefore).clear();
            reader.onMoved();
        }
    }

    private void lose(String reason) {
        LOG.warnf(
                "a feed's log is opened anew: kafkaTopic=%s partition=%d position=%d reason=%s",
                partition.topic(), partition.partition(), position, reason);
        detach();
        reader.onLost(reason);
    }

    /** From one attaching to the next detaching; what still comes of one that was ended is passed over. */
    private final class Stretch implements FeedTail.Listener {
        @Override
        public void onRecords(List<FeedRecord> records, long next, Runnable done) {
            shard.execute(() -> {
                try {
                    if (stretch == this) {
                        read(records, next);
                    }
                } finally {
                    done.run();
                }
            });
        }

        @Override
        public void onOutOfRange() {
            whilePresent(() -> lose("it does not hold what was to be read"));
        }

        @Override
        public void onLog(@Nullable LogStart log) {
            whilePresent(() -> FeedLog.this.onLog(log));
        }

        private void whilePresent(Runnable task) {
            shard.execute(() -> {
                if (stretch == this) {
                    task.run();
                }
            });
        }
    }
}
