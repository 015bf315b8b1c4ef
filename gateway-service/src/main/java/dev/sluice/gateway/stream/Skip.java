package dev.sluice.gateway.stream;

import dev.sluice.model.control.GapReason;
import org.jspecify.annotations.Nullable;

/**
 * Where a slow client goes on, and the gap that is written for it.
 *
 * @param from the id of the last event that it was sent; {@code null} = it has none
 * @param missed how many events it is not sent; 0 = not known
 * @param ordinal of its next frame in the ring
 * @param until before this ordinal it is sent the newest frame of each type only
 */
record Skip(GapReason reason, @Nullable String from, long missed, long ordinal, long until) {

    /** To the ring's end. The ring has lost the client's place, so the channel has a newest frame. */
    static Skip toEnd(ChannelFrames frames, Cursor cursor) {
        Frame newest = frames.newest();
        Skip skip = new Skip(GapReason.SLOW, idOf(cursor), missed(cursor, newest), frames.end(), frames.end());
        cursor.moveAfter(newest);
        return skip;
    }

    /**
     * To the newest frame of each type that the ring holds of what comes after its place.
     *
     * @param again whether it was on its way through such frames: part of what it misses has been written, and so the
     *     number is not known
     */
    static Skip toNewestOfTypes(ChannelFrames frames, Cursor cursor, boolean again) {
        frames.chainTypes();
        long until = frames.end();
        // A client that has read the log farther than the tail is past some of what the ring holds.
        long from = Math.max(frames.first(), frames.ordinalFrom(cursor.place()));
        long first = until;
        long kept = 0;
        for (long ordinal = until - 1; ordinal >= from; ordinal--) {
            if (frames.isNewestOfType(ordinal, until)) {
                first = ordinal;
                kept++;
            }
        }
        long missed = again ? 0 : Math.max(0, missed(cursor, frames.newest()) - kept);
        Skip skip = new Skip(GapReason.CONFLATED, idOf(cursor), missed, first, until);
        if (kept == 0) {
            cursor.moveAfter(frames.newest());
        } else {
            cursor.moveBefore(frames.get(first));
        }
        return skip;
    }

    /** All between the client's place and the channel's end. */
    private static long missed(Cursor cursor, Frame newest) {
        return cursor.isOf(newest) ? newest.sequence() - cursor.sequence() : 0;
    }

    private static @Nullable String idOf(Cursor cursor) {
        return cursor.isKnown() ? cursor.id().toString() : null;
    }
}
