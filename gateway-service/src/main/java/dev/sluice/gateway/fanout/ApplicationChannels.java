package dev.sluice.gateway.fanout;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the channels of one API that one application has at this gateway. A channel counts while the application has a
 * stream of it, and then as long as the relays go on pulling it for clients that may come back. Near the bound the relays are
 * asked to leave at once the channel that was left first, so that an application that goes from channel to channel finds
 * room.
 *
 * <p>Thread safe; nothing blocks. Memory: at most the bound for each application and API.
 */
public final class ApplicationChannels {
    /** So long a channel that was left counts in any case: what the relays say of it may be older than its demand. */
    static final long SETTLE_NANOS = 5_000_000_000L;
    /** From the request to leave a channel to the end of its connection. */
    static final long LEAVING_NANOS = 4_000_000_000L;

    private static final long SWEEP_NANOS = 10_000_000_000L;

    /**
     * @param application its id, or what stands for one
     */
    public record Holder(String application, String apiId) {}

    private final int max;
    /** From here on channels are asked to be left. */
    private final int full;

    private final Predicate<ChannelRef> isPulled;
    private final Consumer<ChannelRef> leaveAtOnce;
    private final LongSupplier nanos;
    /** Guarded by this; of each holder its channels, those without a stream in the order in which they were left. */
    private final Map<Holder, Map<String, Entry>> held = new HashMap<>();

    private long sweptAt;

    /**
     * @param max 0 = no bound
     * @param isPulled whether the relays pull a channel, as far as is known
     * @param leaveAtOnce asks them not to wait for clients that may come back
     */
    public ApplicationChannels(
            int max, Predicate<ChannelRef> isPulled, Consumer<ChannelRef> leaveAtOnce, LongSupplier nanos) {
        this.max = max;
        this.full = max - (max + 9) / 10;
        this.isPulled = isPulled;
        this.leaveAtOnce = leaveAtOnce;
        this.nanos = nanos;
        this.sweptAt = nanos.getAsLong();
    }

    /** Returns the slot of one stream of a channel; {@code null} = the bound is reached. */
    public synchronized @Nullable Slot acquire(Holder holder, ChannelRef ref) {
        long now = nanos.getAsLong();
        sweep(now);
        Map<String, Entry> channels = held.computeIfAbsent(holder, _ -> new LinkedHashMap<>());
        Entry entry = channels.get(ref.key());
        if (entry == null) {
            if (max > 0 && channels.size() >= full) {
                channels.values().removeIf(old -> isGone(old, now));
            }
            if (max > 0 && channels.size() >= max) {
                return null;
            }
            entry = new Entry(ref);
            channels.put(ref.key(), entry);
        }
        entry.streams++;
        entry.isLeaving = false;
        leaveOldest(channels, now);
        return new Slot(holder, entry);
    }

    private synchronized void release(Holder holder, Entry entry) {
        Map<String, Entry> channels = held.get(holder);
        if (--entry.streams > 0 || channels == null) {
            return;
        }
        entry.leftAt = nanos.getAsLong();
        channels.remove(entry.ref.key());
        if (max > 0) {
            channels.put(entry.ref.key(), entry);
            leaveOldest(channels, entry.leftAt);
        } else if (channels.isEmpty()) {
            held.remove(holder);
        }
    }

    private void leaveOldest(Map<String, Entry> channels, long now) {
        if (max == 0 || channels.size() <= full) {
            return;
        }
        long staying =
                channels.values().stream().filter(entry -> !entry.isLeaving).count();
        Iterator<Entry> oldest = channels.values().iterator();
        while (staying > full && oldest.hasNext()) {
            Entry entry = oldest.next();
            if (entry.streams == 0 && !entry.isLeaving) {
                entry.isLeaving = true;
                entry.leftAt = now;
                staying--;
                leaveAtOnce.accept(entry.ref);
            }
        }
    }

    private boolean isGone(Entry entry, long now) {
        if (entry.streams > 0) {
            return false;
        }
        long since = now - entry.leftAt;
        return entry.isLeaving ? since > LEAVING_NANOS : since > SETTLE_NANOS && !isPulled.test(entry.ref);
    }

    private void sweep(long now) {
        if (now - sweptAt > SWEEP_NANOS) {
            sweptAt = now;
            held.values().forEach(channels -> channels.values().removeIf(entry -> isGone(entry, now)));
            held.values().removeIf(Map::isEmpty);
        }
    }

    /** One channel of one holder. */
    private static final class Entry {
        private final ChannelRef ref;
        private int streams;
        /** Without streams: when it was left, or asked to be left at once. */
        private long leftAt;

        private boolean isLeaving;

        Entry(ChannelRef ref) {
            this.ref = ref;
        }
    }

    /** A stream's share of a channel. */
    public final class Slot {
        private final Holder holder;
        private final Entry entry;

        private Slot(Holder holder, Entry entry) {
            this.holder = holder;
            this.entry = entry;
        }

        /** The stream has gone; to be called once. */
        public void release() {
            ApplicationChannels.this.release(holder, entry);
        }
    }
}
