package dev.sluice.gateway.fanout;

import dev.sluice.gateway.stream.FrameEncoder;
import dev.sluice.gateway.stream.Pace;
import dev.sluice.gateway.stream.ReplaySource;
import dev.sluice.model.channel.Feed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log for all clients that are behind the ring, with at most {@value #MOST_READERS} consumers: a reader takes a
 * feed, polls once where the hindmost of its clients is, and serves all whose place lies in what it has read. A client
 * that asks for nothing costs nothing. Feeds of which Kafka says nothing, as when their leader is dead, have one reader
 * together, so that their clients hold up nobody else's.
 *
 * <p>Thread safe; {@link #ask} does not block.
 */
public final class ReplayReaders implements ReplaySource, AutoCloseable {
    static final int MOST_READERS = 4;
    private static final long MAX_WAIT_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final KafkaReading reading;
    private final EventsLog log;
    private final FrameEncoder encoder;
    /** What is wanted, by feed; all guarded by this. */
    private final Map<Feed, List<Request>> waiting = new LinkedHashMap<>();

    private final Set<Feed> taken = new HashSet<>();
    /** Wanted feeds of which Kafka said nothing when they were read last. */
    private final Set<Feed> silent = new HashSet<>();

    private final List<ReplayReader> readers = new ArrayList<>();
    private int idle;
    private boolean closed;
    /** When the next may be read, so that all together are sent no more than they may. */
    private long notBefore = System.nanoTime();

    ReplayReaders(KafkaReading reading, EventsLog log, FrameEncoder encoder) {
        this.reading = reading;
        this.log = log;
        this.encoder = encoder;
    }

    @Override
    public synchronized void ask(Request request) {
        if (closed) {
            request.loop().execute(() -> request.asker().onUnreadable(request));
            return;
        }
        waiting.computeIfAbsent(request.feed(), _ -> new ArrayList<>()).add(request);
        if (idle == 0 && readers.size() < MOST_READERS) {
            ReplayReader reader = new ReplayReader(this, reading.settings(), log, encoder, readers.size());
            readers.add(reader);
            reader.start();
        }
        notifyAll();
    }

    /** How many clients wait for a chunk. */
    public synchronized int waiting() {
        return waiting.values().stream().mapToInt(List::size).sum();
    }

    /** A feed that somebody wants and no other reader has; waits for one, {@code null} = there will be none. */
    synchronized @Nullable Feed take() {
        idle++;
        try {
            while (!closed) {
                long now = System.nanoTime();
                long wait = notBefore - now;
                Feed feed = wait > 0 ? null : firstDue(now);
                if (feed != null) {
                    taken.add(feed);
                    return feed;
                }
                TimeUnit.NANOSECONDS.timedWait(this, wait > 0 ? wait : untilNextIsDue(now));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            idle--;
        }
        return null;
    }

    /** The reader is done with the feed for now; others have their turn before it is taken again. */
    synchronized void giveBack(Feed feed) {
        taken.remove(feed);
        List<Request> rest = waiting.remove(feed);
        if (rest == null) {
            silent.remove(feed);
        } else {
            waiting.put(feed, rest);
        }
        notifyAll();
    }

    /** Kafka has said nothing of a feed for as long as a reader waits. */
    synchronized void onSilence(Feed feed) {
        silent.add(feed);
    }

    /** Kafka has answered a read of a feed. */
    synchronized void onAnswer(Feed feed) {
        silent.remove(feed);
    }

    /** So many bytes have been read for clients. */
    synchronized void spent(long bytes) {
        notBefore = Pace.after(Math.max(notBefore, System.nanoTime()), bytes, reading.replayBytesPerSecond());
    }

    /** The hindmost place that is wanted and due; -1 = none. */
    synchronized long hindmost(Feed feed, long nanos) {
        long hindmost = -1;
        for (Request request : waiting.getOrDefault(feed, List.of())) {
            if (request.isDue(nanos) && (hindmost < 0 || request.from() < hindmost)) {
                hindmost = request.from();
            }
        }
        return hindmost;
    }

    /** Takes out all requests of a feed for places from one offset to another that are due. */
    synchronized List<Request> takeBetween(Feed feed, long from, long to, long nanos) {
        List<Request> all = waiting.get(feed);
        if (all == null) {
            return List.of();
        }
        List<Request> between = new ArrayList<>();
        all.removeIf(request -> {
            boolean is = request.from() >= from && request.from() < to && request.isDue(nanos);
            if (is) {
                between.add(request);
            }
            return is;
        });
        if (all.isEmpty()) {
            waiting.remove(feed);
        }
        return between;
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
    }

    private @Nullable Feed firstDue(long nanos) {
        for (Map.Entry<Feed, List<Request>> wanted : waiting.entrySet()) {
            if (isFree(wanted.getKey()) && wanted.getValue().stream().anyMatch(request -> request.isDue(nanos))) {
                return wanted.getKey();
            }
        }
        return null;
    }

    private long untilNextIsDue(long nanos) {
        long until = MAX_WAIT_NANOS;
        for (Map.Entry<Feed, List<Request>> wanted : waiting.entrySet()) {
            if (isFree(wanted.getKey())) {
                for (Request request : wanted.getValue()) {
                    until = Math.min(until, request.notBefore() - nanos);
                }
            }
        }
        return until;
    }

    /** Whether a reader may take the feed; one that may not is given back some time, and all are woken. */
    private boolean isFree(Feed feed) {
        return !taken.contains(feed)
                && (!silent.contains(feed) || taken.stream().noneMatch(silent::contains));
    }
}
