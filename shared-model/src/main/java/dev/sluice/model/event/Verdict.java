package dev.sluice.model.event;

/** What {@link Acceptance} says of one record. */
public enum Verdict {
    /** The channel's next record. */
    ACCEPTED,
    /** The first record of another generation: the channel has begun anew. */
    ACCEPTED_RESET,
    /** The first record of a tenure, but {@link Acceptance#missed()} before it are gone for good. */
    ACCEPTED_HOLE,
    /** A claim: from here on its epoch is in force. */
    CLAIMED,
    /** A mark that counts. */
    MARKED,
    /** Written under a claim that is not in force. */
    STALE,
    /** A record that was accepted before. */
    REPEATED,
    /**
     * A record before it is missing: its owner claims again and sends again. An owner that reads this of its own epoch
     * must.
     */
    HELD_BACK;

    /** Returns whether the record is part of its channel: to be counted, shown, kept. */
    public boolean isAccepted() {
        return switch (this) {
            case ACCEPTED, ACCEPTED_RESET, ACCEPTED_HOLE -> true;
            case CLAIMED, MARKED, STALE, REPEATED, HELD_BACK -> false;
        };
    }
}
