package dev.sluice.gateway.quota;

import dev.sluice.model.access.AccessRecord.LimitType;

/**
 * What is left of the strictest limit of a stream: the one of which the least share is.
 *
 * @param count how many there are in a window
 * @param left how many of them are left
 * @param windowSeconds how long this window is
 * @param resetSeconds until the next one
 */
public record QuotaLeft(String plan, LimitType type, long count, long left, long windowSeconds, long resetSeconds) {
    /** Returns whether less of this one is left, by share, then by number. */
    boolean isStricterThan(QuotaLeft other) {
        int byShare = Double.compare((double) left / count, (double) other.left / other.count);
        return byShare < 0 || (byShare == 0 && left < other.left);
    }
}
