package dev.sluice.relay.channel;

import java.util.List;

/** What {@link UpstreamOverlap} says of a block. */
sealed interface Overlap {
    /** It is new, and follows what was written last. */
    record Next(Block block) implements Overlap {}

    /** It has been written before, and so have those that were held: so many in all, 0 = there was none. */
    record Repeated(int blocks) implements Overlap {}

    /** It is held until more has come. */
    record Undecided() implements Overlap {}

    /** The backend has not gone on where it was asked to: a gap, then these blocks. */
    record Broken(List<Block> blocks) implements Overlap {}
}
