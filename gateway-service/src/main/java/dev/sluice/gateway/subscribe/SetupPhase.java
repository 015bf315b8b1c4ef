package dev.sluice.gateway.subscribe;

import dev.sluice.gateway.stream.JoinPoint;
import dev.sluice.gateway.stream.LoopFeed;
import dev.sluice.gateway.stream.ResumePlan;

/** How far a {@link StreamSetup} has come. */
sealed interface SetupPhase {
    /** The tail has been asked to let the client join. */
    record Joining() implements SetupPhase {}

    /** This node reads to the present ends, and joins again; {@code joined} counts if that takes too long. */
    record CatchingUp(Joined joined) implements SetupPhase {}

    /** The log is read for a gap, of which the head has to tell. */
    record Probing(Joined joined) implements SetupPhase {}

    /** The stream can begin, when the backend has been heard or need not be. */
    record AwaitingVerdict(Joined joined, ResumePlan plan) implements SetupPhase {}

    /** The stream is open, or the client was refused, or it has gone. */
    record Done() implements SetupPhase {}

    SetupPhase JOINING = new Joining();
    SetupPhase DONE = new Done();

    /** @param log {@link LoopFeed#replaced} as the client joined */
    record Joined(JoinPoint point, int log) {
        /** Returns whether the log had no event of the channel. */
        boolean hasNoEvent() {
            return point.known() == null || point.known().sequence() == 0;
        }
    }
}
