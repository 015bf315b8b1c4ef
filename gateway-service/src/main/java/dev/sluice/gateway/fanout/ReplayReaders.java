package dev.sluice.gateway.fanout;

import dev.sluice.gateway.stream.FrameEncoder;
import dev.sluice.gateway.stream.Pace;
import dev.sluice.gateway.stream.ReplaySource;
import dev.sluice.gateway.stream.StreamProtocol;
import dev.sluice.model.channel.Feed;
import dev.sluice.service.thread.ServiceThreads;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log for all clients that are behind the ring, with at most {@value #MOST_READERS} consumers. A reader takes a feed
 * for a turn and serves all clients that wait for it, from the window of what was read lately or from Kafka; what it has read
 * beyond stays in the window for the next turn. A client that asks for nothing costs nothing. Feeds of which Kafka says
 * nothing, as when their leader is dead, have one reader together, so that their clients hold up no other's.
 *
 * <p>Memory is bounded by {@value #MOST_WINDOW_BYTES} bytes of records, as much again of their frames, and what the readers
 * uncompress at once ({@link dev.sluice.kafka.TailConsumer}).
 *
 * <p>Thread safe; {@link #ask} does not block.
 */
public final class ReplayReaders implements ReplaySource, AutoCloseable {
    static final int MOST_READERS = 4;
    /** Of all feeds together; each has the same share. */
    private static final long MOST_WINDOW_BYTES = 24 << 20;

    /** A feed waits so long for the reader that had it last, which need not fetch again what it has fetched. */
    private static final long AFFINITY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final KafkaReadSettings reading;
    private final EventsLog log;
    private final FrameEncoder encoder;
    private final ServiceThreads threads;
    /** All guarded by this. */
    private final Map<Feed, ReplayFeed> feeds = new LinkedHashMap<>();

    private final List<ReplayReader> readers = new ArrayList<>();
    /** How many logs there have been: the number of the newest one. */
    private long logs;

    private int idle;
    private boolean closed;
    /** When the next may be read, so that all together are sent no more than they may. */
    private long notBefore = System.nanoTime();

    ReplayReaders(KafkaReadSettings reading, EventsLog log, FrameEncoder encoder, ServiceThreads threads) {
        this.reading = reading;
        this.log = log;
        this.encoder = encoder;
        this.threads = threads;
    }

    @Override
    public synchronized void request(Request request) {
        if (closed) {
            request.loop().execute(() -> request.requester().onUnreadable(request));
            return;
        }
        feeds.computeIfAbsent(request.feed(), feed -> new ReplayFeed(feed, ++logs))
                .add(request);
        if (idle == 0 && readers.size() < MOST_READERS) {
            ReplayReader reader = new ReplayReader(this, reading.settings(), log, encoder, readers.size(), threads);
            readers.add(reader);
            reader.start();
        }
        notifyAll();
    }

    /** The feed's topic was replaced by another: requests from now on are for the new one. */
    synchronized void onReplaced(Feed feed) {
        ReplayFeed known = feeds.get(feed);
        if (known != null) {
            known.onReplaced(++logs);
        }
    }

    /** Returns how many open streams of this protocol wait for a chunk. */
    public synchronized long waiting(StreamProtocol protocol) {
        return feeds.values().stream().mapToLong(feed -> feed.waiting(protocol)).sum();
    }

    /** Returns how many bytes the records take that are kept for clients that come to the same place, about. */
    public synchronized long windowBytes() {
        return feeds.values().stream().mapToLong(feed -> feed.window().bytes()).sum();
    }

    /** Returns how many bytes have come from Kafka for clients that replay, compressed. */
    public synchronized double receivedBytes() {
        return readers.stream().mapToDouble(ReplayReader::receivedBytes).sum();
    }

    /** Returns a feed that some client waits for and no other reader has; waits for one. {@code null} = there will be none. */
    synchronized @Nullable ReplayFeed take(ReplayReader reader) {
        idle++;
        try {
            while (!closed) {
                long now = System.nanoTime();
                forgetIdle(now);
                long wait = notBefore - now;
                ReplayFeed feed = wait > 0 ? null : next(reader, now);
                if (feed != null) {
                    feed.take(reader);
                    return feed;
                }
                TimeUnit.NANOSECONDS.timedWait(this, wait > 0 ? wait : untilNextIsDue(reader, now));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            idle--;
        }
        return null;
    }

    /** Takes out the requests of a taken feed that are due. */
    synchronized List<Request> takeDue(ReplayFeed feed, long nanos) {
        return feed.takeDue(nanos);
    }

    /** These could not be served in their turn. */
    synchronized void putBack(ReplayFeed feed, List<Request> requests) {
        feed.putBack(requests);
    }

    /** The clients of this turn are about to be answered, and will ask again. */
    synchronized NavigableSet<Long> places(ReplayFeed feed, ReplayTurn turn) {
        long now = System.nanoTime();
        turn.forEachPlace((client, next) -> feed.onServed(client, next, now));
        return feed.places(now);
    }

    /** Returns how many bytes the window of one feed may have. */
    synchronized long windowShare() {
        return MOST_WINDOW_BYTES / Math.max(1, feeds.size());
    }

    /** The reader is done with the feed for now; others have their turn before it is taken again. */
    synchronized void giveBack(ReplayFeed feed) {
        feed.giveBack(System.nanoTime());
        notifyAll();
    }

    /** Kafka has said nothing of a feed for as long as a reader waits, or has answered. */
    synchronized void silent(ReplayFeed feed, boolean silent) {
        feed.silent(silent);
    }

    /** So many bytes have been read for clients. */
    synchronized void spent(long bytes) {
        // It may lie in the future, after a turn that was larger than its time: then it counts from there.
        long now = Math.max(notBefore, System.nanoTime());
        notBefore = Pace.after(notBefore, now, bytes, reading.replayBytesPerSecond());
    }

    @Override
    public void close() {
        List<ReplayReader> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(readers);
            notifyAll();
        }
        all.forEach(ReplayReader::close);
        synchronized (this) {
            feeds.values().stream()
                    .filter(feed -> !feed.isTaken())
                    .forEach(feed -> feed.window().clear());
        }
    }

    private void forgetIdle(long nanos) {
        feeds.values().removeIf(feed -> {
            boolean idles = feed.isIdle(nanos);
            if (idles) {
                feed.window().clear();
            }
            return idles;
        });
    }

    /** Returns the free feed that has been due for longest; {@code null} = none is. */
    private @Nullable ReplayFeed next(ReplayReader reader, long nanos) {
        ReplayFeed next = null;
        long least = 1;
        for (ReplayFeed feed : feeds.values()) {
            long until = untilDue(feed, reader, nanos);
            if (until < least) {
                least = until;
                next = feed;
            }
        }
        return next;
    }

    private long untilNextIsDue(ReplayReader reader, long nanos) {
        long until = MAX_WAIT_NANOS;
        for (ReplayFeed feed : feeds.values()) {
            until = Math.min(until, untilDue(feed, reader, nanos));
        }
        return until;
    }

    /** Returns how long this reader has to leave a feed alone; 0 or less = it may take it. */
    private long untilDue(ReplayFeed feed, ReplayReader reader, long nanos) {
        if (!isFree(feed)) {
            return Long.MAX_VALUE;
        }
        boolean near = feed.lastReader() == null || feed.lastReader() == reader;
        long until = feed.untilDue(nanos);
        return near || until == Long.MAX_VALUE ? until : Math.max(until, -feed.freeFor(nanos)) + AFFINITY_NANOS;
    }

    /** Returns whether a reader may take the feed; one that may not is given back some time, and all are woken. */
    private boolean isFree(ReplayFeed feed) {
        return !feed.isTaken()
                && (!feed.isSilent()
                        || feeds.values().stream().noneMatch(other -> other.isTaken() && other.isSilent()));
    }
}
