package dev.sluice.gateway.quota;

import dev.sluice.model.access.AccessRecord.LimitType;
import dev.sluice.model.quota.Window;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has been used of one window of a counter: delivered here, leased to event loops of this gateway, delivered by others.
 * Guarded by its counter.
 */
final class WindowUse {
    /** What one incarnation of another gateway has delivered, cumulative. */
    private record Delivered(long events, long bytes) {
        static final Delivered NOTHING = new Delivered(0, 0);
    }

    private final Window window;
    private final long startMillis;
    private final long endMillis;
    private long events;
    private long bytes;
    private long leasedEvents;
    private long leasedBytes;
    private long remoteEvents;
    private long remoteBytes;
    /** By node and incarnation. */
    private @Nullable Map<String, Delivered> remote;
    /** What this gateway may use of it as long as it has not heard of the others; {@code null} = that is not asked. */
    private @Nullable GatewayShare eventShare;

    private @Nullable GatewayShare byteShare;
    /** Whether other gateways are to know of it. */
    private boolean isReported;
    /** Whether what was delivered here has changed since it was taken last. */
    private boolean isChanged;

    WindowUse(Window window) {
        this.window = window;
        this.startMillis = window.start().toEpochMilli();
        this.endMillis = window.end().toEpochMilli();
    }

    Window window() {
        return window;
    }

    long startMillis() {
        return startMillis;
    }

    long endMillis() {
        return endMillis;
    }

    /** Events of all gateways, without those that are leased. */
    long events() {
        return events + remoteEvents;
    }

    long bytes() {
        return bytes + remoteBytes;
    }

    /** Events that this gateway has delivered. */
    long ownEvents() {
        return events;
    }

    long ownBytes() {
        return bytes;
    }

    long leasedEvents() {
        return leasedEvents;
    }

    long leasedBytes() {
        return leasedBytes;
    }

    /** Returns what this gateway may use of it as long as it has not heard of the others. */
    GatewayShare share(LimitType type) {
        GatewayShare share = type == LimitType.EVENTS ? eventShare : byteShare;
        if (share != null) {
            return share;
        }
        GatewayShare first = new GatewayShare();
        if (type == LimitType.EVENTS) {
            eventShare = first;
        } else {
            byteShare = first;
        }
        return first;
    }

    void report() {
        isReported = true;
    }

    /** Returns whether this gateway has delivered any of it. */
    boolean isOwn() {
        return events > 0;
    }

    /** Returns whether others are to know of something that they do not know yet. */
    boolean hasNews() {
        return isChanged && isReported;
    }

    boolean isUnused() {
        return events() == 0 && bytes() == 0 && leasedEvents == 0;
    }

    void lease(long moreEvents, long moreBytes) {
        leasedEvents += moreEvents;
        leasedBytes += moreBytes;
    }

    /** What was leased has been delivered. */
    void deliver(long leasedNow, long bytesNow) {
        lease(-leasedNow, -bytesNow);
        events += leasedNow;
        bytes += bytesNow;
        isChanged = true;
    }

    /**
     * Sets, not adds, what one incarnation of another gateway has delivered. It only grows: a smaller number is an older one,
     * which is read again.
     */
    void setRemote(String source, long eventsNow, long bytesNow) {
        Map<String, Delivered> all = remote;
        if (all == null) {
            all = HashMap.newHashMap(2);
            remote = all;
        }
        Delivered before = all.getOrDefault(source, Delivered.NOTHING);
        Delivered now = new Delivered(Math.max(before.events(), eventsNow), Math.max(before.bytes(), bytesNow));
        all.put(source, now);
        remoteEvents += now.events() - before.events();
        remoteBytes += now.bytes() - before.bytes();
    }

    /** Returns what was delivered here, if others are to know of it and it has changed since; else {@code null}. */
    @Nullable
    OwnUse takeChanged(String counter) {
        if (!hasNews()) {
            return null;
        }
        isChanged = false;
        return new OwnUse(counter, window, events, bytes);
    }
}
