package dev.sluice.local.supervision;

import java.util.Set;

/**
 * A part and its place in the order of things.
 *
 * @param part      what to start
 * @param after     node ids that must be ready before its first start; a restart waits for none
 * @param stopStage parts of a lower stage have stopped before this one is asked to; those of one stage stop together
 */
public record PlannedPart(Part part, Set<String> after, int stopStage) {

    public PlannedPart {
        after = Set.copyOf(after);
    }
}
