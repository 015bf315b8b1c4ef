package dev.sluice.backend;

import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one path has seen. Any thread may count and read. */
final class PathStats {
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable String lastEventId;

    void requested(Request request) {
        opened.incrementAndGet();
        request.lastEventId().ifPresent(id -> lastEventId = id);
    }

    Connection open() {
        Connection connection = new Connection();
        open.add(connection);
        return connection;
    }

    /** Open connections stay, with what they have sent. */
    void reset() {
        opened.set(0);
        sent.set(0);
        lastEventId = null;
    }

    String json() {
        String id = lastEventId;
        return "{\"open\":" + open.size()
                + ",\"opened\":" + opened
                + ",\"sent\":" + sent
                + ",\"lastEventId\":" + (id == null ? "null" : Json.string(id))
                + ",\"connections\":"
                + open.stream()
                        .sorted(Comparator.comparing((Connection connection) -> connection.since))
                        .map(Connection::json)
                        .collect(Collectors.joining(",", "[", "]"))
                + "}";
    }

    /** One open stream. */
    final class Connection {
        private final Instant since = Instant.now();
        private final AtomicLong ownSent = new AtomicLong();

        void sent(int events) {
            ownSent.addAndGet(events);
            sent.addAndGet(events);
        }

        void close() {
            open.remove(this);
        }

        private String json() {
            return "{\"since\":\"" + since + "\",\"sent\":" + ownSent + "}";
        }
    }
}
