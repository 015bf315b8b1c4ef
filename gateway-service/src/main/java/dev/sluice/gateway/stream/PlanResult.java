package dev.sluice.gateway.stream;

/** What a {@link ResumePlanner} has decided. */
public sealed interface PlanResult {
    /** The stream begins by this plan. */
    record Begin(ResumePlan plan) implements PlanResult {}

    /** This node may be behind another one: read to the present ends first, then decide again. */
    record CatchUpFirst() implements PlanResult {}

    /** The client has the end of an ended channel already. */
    record AlreadyEnded() implements PlanResult {}
}
