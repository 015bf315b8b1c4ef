package dev.sluice.gateway.stream;

/** What became of the question where a stream is to begin. */
public sealed interface StartResult {
    /** Here. */
    record Begin(Start start) implements StartResult {}

    /** This node may be behind another one: read to the present ends first, then decide again. */
    record LookAgain() implements StartResult {}

    /** The client has the end of an ended channel already. */
    record AlreadyEnded() implements StartResult {}
}
