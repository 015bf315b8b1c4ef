package dev.sluice.relay.feed;

/** Where a tenure is in its life. */
sealed interface TenurePhase {
    /** Nothing is read; to be opened at this time (nanoseconds). */
    record Closed(long openAt) implements TenurePhase {}

    /** To claim at this time: another has claimed, or a claim or a send has failed. */
    record BackOff(long claimAt) implements TenurePhase {}

    /** The claim is sent; {@code offset} is where it lies, -1 until that is known. Late answers are known by its round. */
    record ClaimPending(int round, long offset) implements TenurePhase {}

    /** The claim has been read back and none after it: what is written counts. */
    record Owner(long epoch) implements TenurePhase {}
}
