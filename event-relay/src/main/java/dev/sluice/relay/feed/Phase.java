package dev.sluice.relay.feed;

/** Where a tenure is in its life. */
sealed interface Phase {
    /** Nothing is read; to be opened at this time (nanoseconds). */
    record Closed(long openAt) implements Phase {}

    /** To claim at this time: another has claimed, or a claim or a send has failed. */
    record Waiting(long claimAt) implements Phase {}

    /** The claim is sent; {@code offset} is where it lies, -1 until that is known. Its round tells late answers apart. */
    record Claiming(int round, long offset) implements Phase {}

    /** The claim has been read back and none behind it: what is written counts. */
    record Owning(long epoch) implements Phase {}
}
