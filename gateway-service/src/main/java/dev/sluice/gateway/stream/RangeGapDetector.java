package dev.sluice.gateway.stream;

import dev.sluice.model.control.GapReason;
import dev.sluice.model.event.ChannelPosition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Follows the reading of a {@link StartRange} up to the first event of it that is kept, and then knows whether something
 * is missing before that. Of a time it is known only from events on both sides of it: where retention has removed events
 * before the first one that is kept, some of them may have been of the range.
 *
 * <p>Confined to its event loop.
 */
final class RangeGapDetector {
    /** @param missed {@code null} = not known */
    record Missing(
            GapReason reason,
            @Nullable Long missed,
            @Nullable Instant since,
            @Nullable Instant until) {}

    private final StartRange range;
    private final @Nullable ChannelPosition last;
    private String generation;
    private long sequence;
    private boolean cut;

    /** @param last where the channel stood as the client came; {@code null} = not known */
    RangeGapDetector(StartRange range, @Nullable ChannelPosition last) {
        this.range = range;
        this.last = last;
        this.generation = range.before() == null ? "" : range.before().generation();
        this.sequence = range.before() == null ? 0 : range.before().sequence();
    }

    /** Retention has removed what was to be read next. */
    void onCut() {
        cut = true;
    }

    /** An event before the range is kept, and so is everything after it. */
    void onPassed(Frame frame) {
        cut = false;
        if (!range.isCounted()) {
            generation = frame.generation();
            sequence = frame.sequence();
        }
    }

    /** Returns what is missing before the first event of the range that is kept; {@code null} = nothing. */
    @Nullable
    Missing before(Frame first) {
        boolean isSame = first.generation().equals(generation);
        long removed = first.sequence() - 1 - (isSame ? sequence : 0);
        if (!isSame && endedUnread()) {
            return missing(null, first);
        }
        return removed > 0 && (cut || (isSame && range.isCounted())) ? missing(isSame ? removed : null, first) : null;
    }

    /** Returns what is missing when nothing of the range is kept; {@code null} = nothing. */
    @Nullable
    Missing beforeEnd() {
        if (!cut || last == null) {
            return null;
        }
        boolean isSame = last.generation().equals(generation);
        long removed = last.sequence() - (isSame ? sequence : 0);
        return removed > 0 ? missing(isSame ? removed : null, null) : null;
    }

    /** Returns whether the generation had more events, all of which retention has removed. */
    private boolean endedUnread() {
        return cut && last != null && last.generation().equals(generation) && last.sequence() > sequence;
    }

    private Missing missing(@Nullable Long removed, @Nullable Frame first) {
        GapReason reason = cut ? GapReason.RETENTION : GapReason.RELAY_OUTAGE;
        if (range.isCounted()) {
            return new Missing(reason, removed, null, null);
        }
        return new Missing(reason, null, range.since(), first == null ? null : Instant.ofEpochMilli(first.timestamp()));
    }
}
