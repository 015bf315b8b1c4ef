package dev.sluice.gateway.fanout;

import dev.sluice.gateway.stream.FrameEncoder;
import dev.sluice.kafka.PollBounds;
import dev.sluice.kafka.TailConsumer;
import dev.sluice.service.thread.ServiceThread;
import dev.sluice.service.thread.ServiceThreads;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/** One thread with one consumer that serves the clients of one feed after the other. Blocks on Kafka as it likes. */
final class ReplayReader {
    private static final Logger LOG = Logger.getLogger(ReplayReader.class);
    /** A feed whose leader is dead takes this reader from all others for so long. */
    private static final Duration POLL = Duration.ofMillis(500);

    private static final Duration STOP = Duration.ofSeconds(2);
    private static final int MAX_BROKER_WAIT_MILLIS = 20;
    /** Compressed: what is thrown away at most when a scan is left. */
    private static final int FETCH_BYTES = 512 << 10;

    /** Of one poll: two turns of a client. */
    private static final PollBounds BOUNDS = new PollBounds(2000, 128 << 10);

    /** Of one turn, after which other feeds have theirs. */
    private static final long MOST_TURN_BYTES = 2 << 20;

    private static final long MOST_TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /** What is read on at once where another scan of the feed was left for it, so that a client seldom causes a seek. */
    private static final long AHEAD_BYTES = 1 << 20;

    private final ReplayReaders work;
    private final EventsLog log;
    private final FrameEncoder encoder;
    private final ReplayConsumer consumer;
    private final ServiceThread thread;

    ReplayReader(
            ReplayReaders work,
            Map<String, Object> kafka,
            EventsLog log,
            FrameEncoder encoder,
            int number,
            ServiceThreads threads) {
        this.work = work;
        this.log = log;
        this.encoder = encoder;
        this.consumer = new ReplayConsumer(new TailConsumer(
                kafka,
                BOUNDS,
                Map.of(
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "gateway-replay-" + number,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        MAX_BROKER_WAIT_MILLIS,
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        FETCH_BYTES)));
        this.thread = threads.thread("replay-" + number, this::run);
    }

    void start() {
        thread.start();
    }

    void close() {
        thread.end();
        consumer.wakeup();
        thread.join(STOP);
    }

    double receivedBytes() {
        return consumer.receivedBytes();
    }

    private void run(ServiceThread self) {
        try (consumer) {
            while (self.isRunning()) {
                self.onTurn();
                ReplayFeed feed = work.take(this);
                if (feed != null) {
                    serve(feed);
                }
            }
        }
    }

    private void serve(ReplayFeed feed) {
        long began = System.nanoTime();
        try (ReplayTurn turn = new ReplayTurn(work.takeDue(feed, began), feed.window(), encoder)) {
            try {
                read(feed, turn, began);
            } catch (WakeupException _) {
                // the end: take() says so
            } catch (KafkaException failed) { // of this feed alone, be it that it may not be read
                LOG.warnv("a replay could not read, trying again: reason={0}", failed.getMessage());
            } finally {
                finish(feed, turn);
            }
        } finally {
            work.giveBack(feed);
        }
    }

    private void finish(ReplayFeed feed, ReplayTurn turn) {
        work.putBack(feed, turn.unanswered());
        feed.window().trim(work.windowShare(), work.places(feed, turn));
        work.spent(turn.answer());
    }

    /** Serves from the window, reads where the hindmost client waits, and serves again. */
    private void read(ReplayFeed feed, ReplayTurn turn, long began) {
        TopicPartition partition = log.partition(feed.feed());
        long read = 0;
        long ahead = 0;
        long scan = -1;
        turn.serve();
        while (read < MOST_TURN_BYTES && System.nanoTime() - began < MOST_TURN_NANOS) {
            long from = ahead > 0 ? scan : turn.hindmost();
            if (from < 0) {
                return;
            }
            if (ahead <= 0 && consumer.leavesScan(partition, from)) {
                ahead = AHEAD_BYTES;
            }
            long before = feed.window().bytes();
            if (!readAt(feed, partition, from, turn)) {
                return;
            }
            scan = consumer.next(partition);
            long bytes = feed.window().bytes() - before;
            read += bytes;
            ahead -= bytes;
            turn.serve();
        }
    }

    /** Reads once into the feed's window; returns whether to go on. */
    private boolean readAt(ReplayFeed feed, TopicPartition partition, long from, ReplayTurn turn) {
        try {
            boolean mayWait = !turn.hasAnswers();
            boolean came = consumer.read(partition, from, mayWait ? POLL : Duration.ZERO, feed);
            if (came) {
                work.silent(feed, false);
            } else if (mayWait) {
                work.silent(feed, true);
                refuseIfGone(partition, turn);
            }
            return came;
        } catch (InvalidOffsetException outside) {
            turn.cutOutside(consumer.start(partition), consumer.end(partition));
            consumer.leave(partition);
            return false;
        } catch (WakeupException | RetriableException passing) {
            throw passing;
        } catch (KafkaException unreadable) {
            LOG.errorf(
                    unreadable,
                    "records cannot be read, and those who wait for them are sent away: kafkaTopic=%s partition=%d offset=%d",
                    partition.topic(),
                    partition.partition(),
                    from);
            consumer.leave(partition); // it would offer the same again
            turn.refuseAt(from);
            return false;
        }
    }

    /** No client waits for what a topic held that is gone. */
    private void refuseIfGone(TopicPartition partition, ReplayTurn turn) {
        if (consumer.isGone(partition.topic())) {
            turn.refuseAll();
        }
    }
}
