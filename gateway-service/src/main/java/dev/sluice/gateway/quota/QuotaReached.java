package dev.sluice.gateway.quota;

import dev.sluice.model.control.ControlEvent;
import java.time.Instant;

/**
 * A limit that is reached.
 *
 * @param counter {@link PlanCounter#id}
 * @param limit how many
 * @param unit of what time: {@code DAY}, {@code 5 MINUTE}
 * @param resetsAt when the next window begins
 */
public record QuotaReached(String counter, String plan, long limit, String unit, Instant resetsAt) {
    private static final long SECOND = 1000;

    /** Returns what a client is sent of it. */
    public ControlEvent event() {
        return new ControlEvent.Quota(plan, limit, unit, resetsAt);
    }

    /** Returns after how many seconds there is a new window, at least 1. */
    public long retryAfterSeconds(long nowMillis) {
        return Math.max(1, Math.ceilDiv(resetsAt.toEpochMilli() - nowMillis, SECOND));
    }
}
