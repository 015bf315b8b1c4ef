package dev.sluice.model.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Readers of a {@link HostileLog} that begin anywhere, to be compared with the one that has read all of it. */
final class Readers {
    private final HostileLog log;
    private final List<Read> full;
    /** At index x: what the full reader knew before it read the record at x. */
    private final List<FeedCheckpoint> before = new ArrayList<>();

    Readers(HostileLog log) {
        this.log = log;
        this.full = readAll();
    }

    /** All that the reader said that began at offset 0. */
    List<Read> full() {
        return full;
    }

    List<Read> fullFrom(long offset) {
        return full.subList((int) offset, full.size());
    }

    /** A checkpoint as an owner makes it that has read back to this offset. */
    FeedCheckpoint before(long offset) {
        return before.get((int) offset);
    }

    /** The claims as the newest checkpoint of all lists them. */
    List<Long> claims() {
        return before.getLast().claims();
    }

    List<Read> read(Acceptance acceptance, long from) {
        List<Read> reads = new ArrayList<>();
        for (FeedRecord row : log.records().subList((int) from, (int) log.end())) {
            reads.add(new Read(row, acceptance.read(row), acceptance.missed()));
        }
        return reads;
    }

    static List<Read> accepted(List<Read> reads) {
        return reads.stream().filter(read -> read.verdict().isAccepted()).toList();
    }

    static List<Read> acceptedOf(String channel, List<Read> reads) {
        return accepted(reads).stream()
                .filter(read -> read.row().key().equals(channel))
                .toList();
    }

    private List<Read> readAll() {
        Acceptance acceptance = Acceptance.fromCheckpoint(0, List.of(), Map.of());
        List<Long> claims = new ArrayList<>();
        List<Read> reads = new ArrayList<>();
        for (FeedRecord row : log.records()) {
            before.add(snapshot(row.offset(), claims, acceptance));
            Verdict verdict = acceptance.read(row);
            if (verdict == Verdict.CLAIMED) {
                claims.add(row.offset());
            }
            reads.add(new Read(row, verdict, acceptance.missed()));
        }
        before.add(snapshot(log.end(), claims, acceptance));
        return reads;
    }

    private FeedCheckpoint snapshot(long offset, List<Long> claims, Acceptance acceptance) {
        Map<String, ChannelPosition> positions = new HashMap<>();
        for (String channel : log.channels()) {
            ChannelPosition position = acceptance.position(channel);
            if (position != null) {
                positions.put(channel, position);
            }
        }
        return new FeedCheckpoint(offset, claims, positions, Map.of());
    }

    /** A record, what was said of it, and how many were said to be missing before it. */
    record Read(FeedRecord row, Verdict verdict, long missed) {
        /** Returns whether both count, or neither, and as much was reported missing. */
        boolean agreesWith(Read other) {
            return row == other.row && verdict.isAccepted() == other.verdict.isAccepted() && missed == other.missed;
        }

        @Override
        public String toString() {
            return row.offset() + " " + row.key() + " " + row.generation() + "." + row.sequence() + " " + verdict
                    + (missed > 0 ? ", missed " + missed : "");
        }
    }
}
