package dev.sluice.gateway.quota;

import java.util.List;

/**
 * What one event loop may deliver under a counter without asking again, for all its streams together. Confined to its event
 * loop; what concerns others is done by {@link Counter} under its lock.
 */
final class Lease {
    private final Counter counter;
    /** The windows in which it counts. */
    private List<WindowUse> uses = List.of();
    /** What is left of it. */
    private long events;

    private long bytes;
    /** What was delivered since it was settled last. */
    private long usedEvents;

    private long usedBytes;
    /** Epoch milliseconds: the first of its windows ends. */
    private long untilMillis;
    /** Of its counter, when it was taken. */
    private int recall;

    private int planChanges;

    private int streams;
    private boolean isActive;
    private boolean isUsed;

    Lease(Counter counter) {
        this.counter = counter;
    }

    Counter counter() {
        return counter;
    }

    boolean covers(int size, long nowMillis) {
        return events > 0 && bytes >= size && nowMillis < untilMillis && planChanges == counter.planChanges();
    }

    /** Returns whether nothing is left of it, so that its limit may be reached. */
    boolean isEmpty() {
        return events <= 0 || bytes <= 0;
    }

    /** An event has been handed to its client. */
    void use(int size) {
        events--;
        bytes -= size;
        usedEvents++;
        usedBytes += size;
        isUsed = true;
    }

    /** By the counter only. */
    void grant(List<WindowUse> windows, long moreEvents, long moreBytes, long until) {
        uses = windows;
        events = moreEvents;
        bytes = moreBytes;
        untilMillis = until;
        recall = counter.recall();
        planChanges = counter.planChanges();
        for (WindowUse use : windows) {
            use.lease(moreEvents, moreBytes);
        }
    }

    /** By the counter only; returns whether anything was delivered. */
    boolean settle() {
        if (usedEvents == 0) {
            return false;
        }
        for (WindowUse use : uses) {
            use.deliver(usedEvents, usedBytes);
        }
        usedEvents = 0;
        usedBytes = 0;
        return true;
    }

    /** By the counter only: what is left of it. */
    void giveBack() {
        for (WindowUse use : uses) {
            use.lease(-events, -bytes);
        }
        events = 0;
        bytes = 0;
        uses = List.of();
    }

    /** Returns whether it may be kept until the next tick: it was used in this one, and is not wanted by others. */
    boolean staysFor(long nowMillis) {
        boolean stays = isUsed && recall == counter.recall() && nowMillis < untilMillis;
        isUsed = false;
        return stays;
    }

    /** Returns whether it was not active before. */
    boolean becomesActive() {
        boolean first = !isActive;
        isActive = true;
        return first;
    }

    void becomesIdle() {
        isActive = false;
    }

    void addStream() {
        streams++;
    }

    /** Returns whether it has none any more. */
    boolean removeStream() {
        return --streams == 0;
    }
}
