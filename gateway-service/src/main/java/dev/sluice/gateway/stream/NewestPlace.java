package dev.sluice.gateway.stream;

import dev.sluice.gateway.stream.ResumePlan.ReplayFrom;
import dev.sluice.model.event.ChannelPosition;
import dev.sluice.model.event.RecordKind;
import org.jspecify.annotations.Nullable;

/**
 * The place where a client of a topic with {@code onGap} {@code latest} goes on when retention has removed its next events:
 * after the newest event of its channel that this event loop knows. What comes then it is sent. The end of a channel is not
 * passed over.
 */
final class NewestPlace {
    private NewestPlace() {}

    /**
     * Moves a cursor there, if a place after the next frame is known.
     *
     * @param next of the cursor's generation
     * @param asItCame where the channel stood as the client came; {@code null} = that is long ago
     * @return how many events it has passed over; 0 = it has not moved
     */
    static long passTo(Cursor cursor, Frame next, ChannelFrames frames, @Nullable ReplayFrom asItCame) {
        Frame newest = frames.newestKnown();
        if (newest != null && newest.kind() == RecordKind.END) {
            return 0;
        }
        long before = cursor.sequence();
        ChannelPosition last = asItCame == null ? null : asItCame.base();
        if (newest != null && isNotBefore(next, newest.generation(), newest.offset())) {
            cursor.moveAfter(newest);
        }
        if (asItCame != null
                && last != null
                && asItCame.offset() > cursor.place()
                && last.sequence() > cursor.sequence()
                && isNotBefore(next, last.generation(), asItCame.offset() - 1)) {
            cursor.learn(next.generation(), last.sequence());
            cursor.moveTo(asItCame.offset());
        }
        return cursor.sequence() - before;
    }

    private static boolean isNotBefore(Frame next, String generation, long offset) {
        return next.generation().equals(generation) && offset >= next.offset();
    }
}
