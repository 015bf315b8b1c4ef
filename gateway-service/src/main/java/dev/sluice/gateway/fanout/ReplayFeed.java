package dev.sluice.gateway.fanout;

import dev.sluice.gateway.stream.ReplaySource;
import dev.sluice.gateway.stream.ReplaySource.Request;
import dev.sluice.gateway.stream.StreamProtocol;
import dev.sluice.model.channel.Feed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A feed that clients replay: their requests, and what was read of it lately. Guarded by {@link ReplayReaders}, but for
 * its window, which is the reader's that has taken it.
 */
final class ReplayFeed {
    /** A client that has not come back for so long is not waited for. */
    private static final long GONE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Where a client is going to ask from, and when that was known. */
    private record Place(long offset, long nanos) {}

    private final Feed feed;
    private final ReadWindow window = new ReadWindow();
    /** Of the log that the window is of; confined as the window is. */
    private long log;

    private long presentLog;
    private final List<Request> waiting = new ArrayList<>();
    private final Map<ReplaySource.Requester, Place> places = new HashMap<>();
    private @Nullable ReplayReader lastReader;
    /** What the reader has taken for this turn. */
    private List<Request> inTurn = List.of();

    private boolean taken;
    private boolean silent;
    private long usedNanos;

    /** @param log a number that no other log of any feed has */
    ReplayFeed(Feed feed, long log) {
        this.feed = feed;
        this.log = log;
        this.presentLog = log;
    }

    Feed feed() {
        return feed;
    }

    ReadWindow window() {
        return window;
    }

    /** Returns the number of the log that is read. */
    long log() {
        return log;
    }

    /** Its topic was replaced by another: what was read lately is of the old one. */
    void onReplaced(long newLog) {
        presentLog = newLog;
    }

    void add(Request request) {
        waiting.add(request);
        places.put(request.requester(), new Place(request.from(), System.nanoTime()));
    }

    /** The turn could not serve these. */
    void putBack(List<Request> requests) {
        inTurn = List.of();
        waiting.addAll(requests);
    }

    /** Returns how many requests of open streams of this protocol have not been answered. */
    long waiting(StreamProtocol protocol) {
        return Stream.concat(waiting.stream(), inTurn.stream())
                .filter(request -> request.requester().protocol() == protocol)
                .count();
    }

    boolean isTaken() {
        return taken;
    }

    boolean isSilent() {
        return silent;
    }

    void silent(boolean now) {
        silent = now;
    }

    @Nullable
    ReplayReader lastReader() {
        return lastReader;
    }

    void take(ReplayReader reader) {
        taken = true;
        lastReader = reader;
        if (log != presentLog) {
            window.clear();
            log = presentLog;
        }
    }

    void giveBack(long nanos) {
        taken = false;
        inTurn = List.of();
        usedNanos = nanos;
        if (waiting.isEmpty()) {
            silent = false;
        }
    }

    /** Returns whether no client has come for a while. */
    boolean isIdle(long nanos) {
        return !taken && waiting.isEmpty() && nanos - usedNanos > GONE_NANOS;
    }

    /** Returns how long it is until its first request is due; negative = it has been; the largest number = there is none. */
    long untilDue(long nanos) {
        long until = Long.MAX_VALUE;
        for (Request request : waiting) {
            until = Math.min(until, request.notBefore() - nanos);
        }
        return until;
    }

    /** Returns for how long no reader has had it. */
    long freeFor(long nanos) {
        return nanos - usedNanos;
    }

    /** Takes out all requests that are due. */
    List<Request> takeDue(long nanos) {
        List<Request> due = new ArrayList<>();
        for (Iterator<Request> all = waiting.iterator(); all.hasNext(); ) {
            Request request = all.next();
            if (request.isDue(nanos)) {
                due.add(request);
                all.remove();
            }
        }
        inTurn = List.copyOf(due);
        return due;
    }

    /** A client is about to be answered, and will ask from this offset next. */
    void onServed(ReplaySource.Requester client, long next, long nanos) {
        places.put(client, new Place(next, nanos));
    }

    /** Returns the offsets that clients are going to ask from, as far as they have been here lately. */
    NavigableSet<Long> places(long nanos) {
        NavigableSet<Long> offsets = new TreeSet<>();
        waiting.forEach(request -> offsets.add(request.from()));
        places.values().removeIf(place -> nanos - place.nanos() > GONE_NANOS);
        places.values().forEach(place -> offsets.add(place.offset()));
        return offsets;
    }
}
