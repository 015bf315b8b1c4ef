package dev.sluice.gateway.quota;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The open streams of one counter, here and, as they have reported, at other gateways. Thread safe. */
final class Connections {
    /** What a gateway has reported counts so long. */
    static final long REPORT_MILLIS = 15_000;

    private record Report(int connections, long atMillis) {}

    private int open;
    private boolean isBounded;
    private @Nullable Map<String, Report> remote;

    /**
     * Counts one more; returns whether there may be one more.
     *
     * @param max {@code null} = any number
     */
    synchronized boolean add(@Nullable Integer max, long nowMillis) {
        isBounded |= max != null;
        if (max != null && open + remote(nowMillis) >= max) {
            return false;
        }
        open++;
        return true;
    }

    /** Counts one more that is open already. */
    synchronized void addOpen(@Nullable Integer max) {
        isBounded |= max != null;
        open++;
    }

    synchronized void remove() {
        open--;
    }

    synchronized int open() {
        return open;
    }

    /** Returns whether a plan has bounded them, so that other gateways have to know. */
    synchronized boolean isBounded() {
        return isBounded;
    }

    synchronized void setRemote(String source, int connections, long atMillis) {
        Map<String, Report> all = remote;
        if (all == null) {
            all = HashMap.newHashMap(2);
            remote = all;
        }
        all.put(source, new Report(connections, atMillis));
    }

    synchronized void removeRemote(String source) {
        if (remote != null) {
            remote.remove(source);
        }
    }

    synchronized boolean areNone(long nowMillis) {
        return open == 0 && remote(nowMillis) == 0;
    }

    private int remote(long nowMillis) {
        Map<String, Report> all = remote;
        if (all == null) {
            return 0;
        }
        all.values().removeIf(report -> nowMillis - report.atMillis() > REPORT_MILLIS);
        return all.values().stream().mapToInt(Report::connections).sum();
    }
}
