package dev.sluice.gateway.quota;

import dev.sluice.model.access.AccessRecord.LimitType;
import dev.sluice.model.quota.Period;

/** One limit of a plan and what its present window has of it. Guarded by its counter. */
final class CountedLimit {
    /** What happens at the limit. */
    enum Effect {
        /** Streams end. */
        STOP,
        /** Their cursors wait for the next window; this gateway's own, others know nothing of it. */
        PACE,
        /** Nothing. */
        COUNT
    }

    private static final int LOW_PERCENT = 80;

    private final LimitType type;
    private final long count;
    private final Period period;
    private final Effect effect;
    private WindowUse use;
    private boolean isLowKnown;
    private boolean isReachedKnown;

    CountedLimit(LimitType type, long count, Period period, Effect effect, WindowUse use) {
        this.type = type;
        this.count = count;
        this.period = period;
        this.effect = effect;
        this.use = use;
        report();
    }

    LimitType type() {
        return type;
    }

    long count() {
        return count;
    }

    Period period() {
        return period;
    }

    Effect effect() {
        return effect;
    }

    WindowUse use() {
        return use;
    }

    void enter(WindowUse next) {
        use = next;
        report();
        isLowKnown = false;
        isReachedKnown = false;
    }

    /**
     * Returns how much more may be leased now; below 1 = nothing.
     *
     * @param gateways how many there are, with this one
     */
    long available(long nowMillis, int gateways) {
        long all = count - used() - leased();
        if (effect != Effect.STOP || gateways == 1) {
            return all;
        }
        long own = type == LimitType.EVENTS ? use.ownEvents() : use.ownBytes();
        return Math.min(all, use.share(type).available(nowMillis, gateways, left(), own, leased()));
    }

    /** Returns when more may be available of which nothing is now, if nothing is given back before; epoch milliseconds. */
    long moreAt() {
        boolean waitsForOthers = effect == Effect.STOP && left() > leased();
        return waitsForOthers ? Math.min(use.share(type).endMillis(), use.endMillis()) : use.endMillis();
    }

    /** Returns how much the event loops of this gateway have that is not delivered. */
    long leased() {
        return type == LimitType.EVENTS ? use.leasedEvents() : use.leasedBytes();
    }

    /** Returns whether they have bytes, so that an event that passes the limit would not be the last one. */
    boolean isLeasedBytes() {
        return type == LimitType.BYTES && leased() > 0;
    }

    long left() {
        return Math.max(0, count - used());
    }

    boolean isReached() {
        return effect == Effect.STOP && used() >= count;
    }

    /** Returns whether so much is used that clients should know, and it is not all. */
    boolean isLow() {
        return effect == Effect.STOP && used() < count && (double) used() * 100 >= (double) count * LOW_PERCENT;
    }

    /** Returns whether it is low for the first time in this window. */
    boolean becomesLow() {
        boolean first = isLow() && !isLowKnown;
        isLowKnown |= first;
        return first;
    }

    /** Returns whether it is reached for the first time in this window. */
    boolean becomesReached() {
        boolean first = isReached() && !isReachedKnown;
        isReachedKnown |= first;
        return first;
    }

    private void report() {
        if (effect != Effect.PACE) {
            use.report();
        }
    }

    private long used() {
        if (effect == Effect.PACE) {
            return use.ownEvents();
        }
        return type == LimitType.EVENTS ? use.events() : use.bytes();
    }
}
