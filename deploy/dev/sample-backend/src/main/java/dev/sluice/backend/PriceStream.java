package dev.sluice.backend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One connection's way through a symbol's sequence: from a place on, with the faults that were asked for. */
final class PriceStream implements HttpReply.Body {
    private static final int MAX_WRITE_CHARS = 64 * 1024;

    private final PriceSequence sequence;
    private final long end;
    private long leftUntilDrop;
    private long next;

    private PriceStream(PriceSequence sequence, long next, long end, long drop) {
        this.sequence = sequence;
        this.next = next;
        this.end = end;
        this.leftUntilDrop = drop;
    }

    /** @param first whether this very request has started the sequence: its client gets event 1 */
    static PriceStream of(PriceSequence sequence, Request request, boolean first) {
        long last = sequence.last();
        long duplicate = request.count("duplicate").orElse(0);
        Optional<Long> reached = request.lastEventId()
                .filter(id -> id.matches("[0-9]{1,15}"))
                .map(Long::valueOf)
                .filter(id -> id <= last);
        long end = request.count("end").orElse(Long.MAX_VALUE);
        long live = first ? 1 : last + 1;
        long next = reached.map(id -> id >= end ? id + 1 : Math.max(1, id + 1 - duplicate))
                .orElse(live);
        return new PriceStream(sequence, next, end, request.count("drop").orElse(Long.MAX_VALUE));
    }

    /** Returns whether the client has had the last event there will be. */
    boolean isOver() {
        return next > end;
    }

    @Override
    public void writeTo(StreamConnection connection) throws IOException {
        boolean there = true;
        while (there && !isOver()) {
            sendDue(connection);
            if (leftUntilDrop == 0) {
                connection.breakOff();
                return;
            }
            there = isOver() || connection.pause(Math.max(0, sequence.nanosUntil(next)));
        }
    }

    private void sendDue(StreamConnection connection) throws IOException {
        long last = Math.min(sequence.last(), end);
        StringBuilder events = new StringBuilder();
        int count = 0;
        while (next <= last && leftUntilDrop > 0 && events.length() < MAX_WRITE_CHARS) {
            events.append(sequence.event(next));
            next++;
            leftUntilDrop--;
            count++;
        }
        if (count > 0) {
            connection.send(events.toString().getBytes(StandardCharsets.UTF_8), count);
        }
    }
}
