package dev.sluice.testsupport.stream;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a stream in the canonical form that gateways promise: lines end with LF, one space after the colon. For
 * one thread; the counters for any.
 */
public final class EventReader {
    /** The type of the event that stands for a line which no gateway writes; the line is its data. */
    public static final String UNEXPECTED = "unexpected line";

    /**
     * An event.
     *
     * @param id of the block, {@code null} = it had none
     * @param type {@code message} when it has none
     */
    public record Received(@Nullable String id, String type, String data) {
        /** Whether it is one of Sluice's own. */
        public boolean isControl() {
            return type.startsWith("sluice.");
        }
    }

    private final Lines body;
    private volatile @Nullable String lastEventId;
    private volatile int heartbeats;

    public EventReader(InputStream body) {
        this.body = new Lines(body);
    }

    /** Returns the last id that came, {@code null} = none yet. */
    public @Nullable String lastEventId() {
        return lastEventId;
    }

    /** Returns how many comments have come. */
    public int heartbeats() {
        return heartbeats;
    }

    /**
     * Returns the next event of any kind; waits for it.
     *
     * @throws IOException also when the body has ended; the block that was begun is dropped
     */
    public Received next() throws IOException {
        String id = null;
        String type = "message";
        StringBuilder data = null;
        for (; ; ) {
            String line = body.next();
            if (line.isEmpty()) {
                if (id != null) {
                    lastEventId = id;
                }
                if (data != null) {
                    return new Received(id, type, data.toString());
                }
                id = null;
                type = "message";
            } else if (line.startsWith(":")) {
                heartbeats++;
            } else if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                type = line.substring(7);
            } else if (line.startsWith("data: ")) {
                data = data == null ? new StringBuilder() : data.append('\n');
                data.append(line.substring(6));
            } else if (!line.startsWith("retry: ")) {
                return new Received(null, UNEXPECTED, line);
            }
        }
    }
}
