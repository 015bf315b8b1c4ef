package dev.sluice.relay.feed;

import dev.sluice.model.channel.Feed;
import dev.sluice.model.event.Acceptance;
import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.event.Verdict;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.RelayStates;
import dev.sluice.relay.feed.RestorePoint.LogEnds;
import dev.sluice.relay.feed.RestorePoint.LogStart;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A feed's log as its owner knows it, through {@link Acceptance} like every reader: how far it has come, what counts, which
 * claims lie in it. Confined to the shard's thread, but for {@link #onAnswered}.
 *
 * <p>It is read back in two ways: by reading it, and by Kafka's answers, since a record of ours that lies at exactly
 * the next offset is known already. Where the answers jump, or one names no place, something else may lie there, and
 * the log is read from there on. So what was sent counts only in its place, and nothing between two places is passed
 * over.
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

        /** What had come is known, or the log's start has moved. */
        void onMoved();

        /** It does not go on where it was, and is read no more. */
        void onLost(String reason);
    }

    private final Feed feed;
    private final TopicPartition partition;
    private final LogMetadata metadata;
    private final FeedReadBack readBack;
    private final RelayMeters meters;
    private final Executor shard;
    private final Reader reader;
    private final InFlightRecords sent;

    private Acceptance acceptance = Acceptance.fromOffset(0, List.of(), Map.of());
    private TreeSet<Long> claims = new TreeSet<>();
    private String topicId = "";
    /** The offset after the last record read back. */
    private long position;
    /** The offset after the last record read; what lies between it and the position is known from answers. */
    private long readTo;
    /** Where reading was last asked for. */
    private long askedAt;

    private long lastClaim = Acceptance.NO_EPOCH;
    private @Nullable ReadSession session;

    /** @param shard runs what it is given on the shard's thread, in order */
    FeedLog(
            Feed feed,
            TopicPartition partition,
            LogMetadata metadata,
            FeedReadBack readBack,
            RelayMeters meters,
            Executor shard,
            Reader reader) {
        this.feed = feed;
        this.partition = partition;
        this.metadata = metadata;
        this.readBack = readBack;
        this.meters = meters;
        this.shard = shard;
        this.reader = reader;
        this.sent = new InFlightRecords(shard, this::takeAnswers);
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
        LogEnds ends = metadata.ends(partition);
        RestorePoint restored = RestorePoint.choose(ends, states.feed(feed), known);
        acceptance = restored.acceptance();
        claims = restored.claims();
        position = restored.offset();
        topicId = ends.topicId();
        lastClaim = acceptance.epoch();
        return restored.isAnew();
    }

    void attach() {
        ReadSession fresh = new ReadSession();
        session = fresh;
        readTo = position;
        askedAt = Acceptance.NO_EPOCH;
        readBack.attach(partition, position, fresh);
    }

    void detach() {
        ReadSession current = session;
        if (current != null) {
            session = null;
            sent.clear();
            readBack.detach(partition, current);
        }
    }

    Acceptance acceptance() {
        return acceptance;
    }

    /** This record is about to be sent; the order of these calls is that of the sending. */
    void onSent(InFlightRecord record) {
        sent.add(record);
    }

    /** On the producer's thread; as {@link InFlightRecord#answer}. */
    void onAnswered(InFlightRecord record, long offset, long timestamp) {
        sent.onAnswered(record, offset, timestamp);
    }

    /** The offset after the last record read back. */
    long position() {
        return position;
    }

    /** Those that are retained and the last one before the log's start. */
    TreeSet<Long> claims() {
        return claims;
    }

    /** The newest claim read; {@link Acceptance#NO_EPOCH} when there is none. */
    long lastClaim() {
        return lastClaim;
    }

    /** Kafka's id of the topic. */
    String topicId() {
        return topicId;
    }

    private void read(List<FeedRecord> records, long next) {
        readTo = Math.max(readTo, next);
        if (next <= position) {
            return;
        }
        for (FeedRecord record : records) {
            if (record.offset() >= position) {
                judge(record, acceptance.read(record));
            }
        }
        position = next;
        takeAnswers();
        reader.onMoved();
    }

    /** Looks at what Kafka has answered. */
    void takeAnswers() {
        sent.onLook();
        ReadSession current = session;
        if (current == null) {
            return;
        }
        long before = position;
        for (InFlightRecord next = sent.nextAnswered(); next != null; next = sent.nextAnswered()) {
            if (next.offset() > position) {
                readOn(current);
                break;
            }
            sent.remove();
            if (next.offset() == position) {
                FeedRecord record = next.placed();
                position++;
                judge(record, acceptance.read(record));
            } else if (next.offset() >= readTo) {
                lose("offset " + next.offset() + " was given to two records");
                return;
            } // else it has been read, or its send has failed
        }
        if (position > before) {
            current.known = position;
            reader.onMoved();
        }
    }

    /** Something else lies at the position. */
    private void readOn(ReadSession current) {
        if (askedAt != position) {
            askedAt = position;
            readBack.read(partition, position, current);
        }
    }

    private void judge(FeedRecord record, Verdict verdict) {
        switch (verdict) {
            case ACCEPTED, ACCEPTED_RESET, ACCEPTED_HOLE -> {
                if (verdict != Verdict.ACCEPTED) {
                    LOG.warnf(
                            "accepted with a gap: channel=%s offset=%d verdict=%s missed=%d",
                            record.key(), record.offset(), verdict, acceptance.missed());
                }
                meters.onAccepted();
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
    private final class ReadSession implements FeedReadBack.Listener {
        private volatile long known;

        @Override
        public long known() {
            return known;
        }

        @Override
        public void onRecords(List<FeedRecord> records, long next, Runnable done) {
            shard.execute(() -> {
                try {
                    if (session == this) {
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
                if (session == this) {
                    task.run();
                }
            });
        }
    }
}
