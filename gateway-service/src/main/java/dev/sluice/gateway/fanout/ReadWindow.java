package dev.sluice.gateway.fanout;

import dev.sluice.gateway.stream.Frame;
import dev.sluice.gateway.stream.FrameBlocks;
import dev.sluice.gateway.stream.FrameEncoder;
import dev.sluice.kafka.EventRecords;
import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.event.RecordKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What has been read of one feed and will be asked for again: by a client that takes the rest in its next turn, or by others
 * that come to the same place soon after. It is cut into runs of records without a hole, each the result of one poll.
 *
 * <p>Confined to the reader that has taken the feed, but for {@link #bytes}.
 */
final class ReadWindow {
    /** What a record takes in memory beside its data, about. */
    private static final int RECORD_BYTES = 200;

    /** A record, and its frame from the first client on that was sent it; the window owns one reference. */
    static final class Entry {
        private final FeedRecord row;
        private @Nullable Frame frame;

        Entry(FeedRecord row) {
            this.row = row;
        }

        FeedRecord row() {
            return row;
        }

        /**
         * Returns its frame, with one reference more for the caller.
         *
         * @param channel the record's key; the frame keeps this one
         */
        Frame frame(String channel, FrameEncoder encoder, FrameBlocks blocks) {
            Frame encoded = frame;
            if (encoded == null) {
                encoded = encoder.encode(channel, row.generation(), row, blocks);
                frame = encoded;
            }
            return encoded.retain(1);
        }
    }

    /** Records from one offset to another, by channel; a claim, which is every channel's, is a run of its own. */
    static final class Run {
        private final long from;
        private final @Nullable FeedRecord claim;
        private final Map<String, List<Entry>> channels = new HashMap<>();
        private long next;
        private long bytes;
        private long used;

        private Run(long from, @Nullable FeedRecord claim) {
            this.from = from;
            this.claim = claim;
        }

        /** Returns the first offset after it. */
        long next() {
            return next;
        }

        @Nullable
        FeedRecord claim() {
            return claim;
        }

        /** Returns a channel's records in it, in order. */
        List<Entry> entries(String channel) {
            return channels.getOrDefault(channel, List.of());
        }

        private void add(FeedRecord row) {
            channels.computeIfAbsent(row.key(), _ -> new ArrayList<>()).add(new Entry(row));
            bytes += RECORD_BYTES + row.data().length;
        }

        private void release() {
            for (List<Entry> entries : channels.values()) {
                for (Entry entry : entries) {
                    Frame frame = entry.frame;
                    entry.frame = null;
                    if (frame != null) {
                        frame.release();
                    }
                }
            }
        }
    }

    private final TreeMap<Long, Run> runs = new TreeMap<>();
    private long uses;
    /** Written by its reader, read by others a little late. */
    private volatile long bytes;

    /** Bytes that its records take, about; their frames may take as much again. Any thread. */
    long bytes() {
        return bytes;
    }

    /**
     * Takes what a poll has brought.
     *
     * @param from where the poll began
     * @param next the offset after it
     */
    void add(long from, List<ConsumerRecord<String, byte[]>> rows, long next) {
        Run run = new Run(from, null);
        for (ConsumerRecord<String, byte[]> row : rows) {
            FeedRecord read = EventRecords.read(row).orElse(null);
            if (read != null && read.kind() == RecordKind.CLAIM) {
                close(run, row.offset());
                Run claim = new Run(row.offset(), read);
                close(claim, row.offset() + 1);
                run = new Run(row.offset() + 1, null);
            } else if (read != null) {
                run.add(read);
            }
        }
        close(run, next);
    }

    /** Returns the run that this offset lies in; {@code null} = it has to be read. */
    @Nullable
    Run runAt(long offset) {
        Map.Entry<Long, Run> entry = runs.floorEntry(offset);
        if (entry == null || entry.getValue().next <= offset) {
            return null;
        }
        entry.getValue().used = ++uses;
        return entry.getValue();
    }

    /**
     * Lets go what no client will come to without a hole, and above the bound what was used least recently.
     *
     * @param places the offsets that clients will ask for next
     */
    void trim(long most, NavigableSet<Long> places) {
        long end = -1;
        boolean wanted = false;
        for (Run run : List.copyOf(runs.values())) {
            wanted = wanted && run.from == end;
            Long place = places.lower(run.next);
            wanted |= place != null && place >= run.from;
            end = run.next;
            if (!wanted) {
                remove(run);
            }
        }
        while (bytes > most) {
            Run oldest = null;
            for (Run run : runs.values()) {
                oldest = oldest == null || run.used < oldest.used ? run : oldest;
            }
            if (oldest == null) {
                return;
            }
            remove(oldest);
        }
    }

    void clear() {
        List.copyOf(runs.values()).forEach(this::remove);
    }

    private void close(Run run, long next) {
        if (next <= run.from) {
            return;
        }
        run.next = next;
        run.used = ++uses;
        Run before = runs.put(run.from, run);
        bytes += run.bytes;
        if (before != null) {
            bytes -= before.bytes;
            before.release();
        }
    }

    private void remove(Run run) {
        if (runs.remove(run.from, run)) {
            bytes -= run.bytes;
            run.release();
        }
    }
}
