package dev.sluice.backend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A stream of what is published to it. With ids the last 200,000 events are kept for resume. Publishing and connecting exclude
 * each other, so a connection sees each event once: by resume or live.
 */
final class PublishedStream {
    private static final int MAX_KEPT = 200_000;

    private final boolean withIds;
    private final Deque<byte[]> kept = new ArrayDeque<>();
    private final Set<StreamConnection> present = new HashSet<>();
    private long last;

    PublishedStream(boolean withIds) {
        this.withIds = withIds;
    }

    /** Returns when the client has gone. */
    void serve(StreamConnection connection, Optional<String> lastEventId) throws IOException {
        enter(connection, lastEventId);
        try {
            connection.awaitGone();
        } finally {
            leave(connection);
        }
    }

    /** What happened, as JSON, once each present connection has the event. */
    synchronized String publish(String type, String data) {
        last++;
        OptionalLong id = withIds ? OptionalLong.of(last) : OptionalLong.empty();
        byte[] event = Event.text(id, type, data).getBytes(StandardCharsets.UTF_8);
        if (withIds) {
            kept.addLast(event);
            if (kept.size() > MAX_KEPT) {
                kept.removeFirst();
            }
        }
        int reached = 0;
        for (StreamConnection connection : present) {
            try {
                connection.send(event, 1);
                reached++;
            } catch (IOException e) {
                // It has just gone, and its own thread is about to say so: it is none of the connections counted here.
            }
        }
        return "{\"connections\":" + reached + ",\"id\":" + (withIds ? last : "null") + "}";
    }

    private synchronized void enter(StreamConnection connection, Optional<String> lastEventId) throws IOException {
        long reached = lastEventId
                .filter(id -> id.matches("[0-9]{1,15}"))
                .map(Long::valueOf)
                .filter(id -> id <= last)
                .orElse(last);
        if (withIds && reached < last) {
            long number = last - kept.size();
            for (byte[] event : kept) {
                number++;
                if (number > reached) {
                    connection.send(event, 1);
                }
            }
        }
        connection.begin(); // not before: a client that has seen the head gets what is published from then on
        present.add(connection);
    }

    private synchronized void leave(StreamConnection connection) {
        present.remove(connection);
    }
}
