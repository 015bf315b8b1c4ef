package dev.sluice.gateway.server;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads the body of a stream by the letter: any line that the gateway does not write is told. */
public final class EventReader {
    /** @param id of the block, {@code null} = it had none */
    record Received(@Nullable String id, String type, String data) {
        boolean isControl() {
            return type.startsWith("sluice.");
        }
    }

    private final Lines body;
    private volatile @Nullable String lastEventId;
    private volatile int heartbeats;

    EventReader(InputStream body) {
        this.body = new Lines(body);
    }

    @Nullable
    String lastEventId() {
        return lastEventId;
    }

    int heartbeats() {
        return heartbeats;
    }

    /** The next event of any kind; waits for it. */
    Received next() throws IOException {
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
                return new Received(null, "unexpected line", line);
            }
        }
    }
}
