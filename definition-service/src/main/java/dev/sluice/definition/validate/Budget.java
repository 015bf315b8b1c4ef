package dev.sluice.definition.validate;

import dev.sluice.definition.document.Work;

/** What the checks with schemas of one document may cost altogether; one thread. */
final class Budget {
    private final Work work;
    private long left;

    /** @param work of which this is a part */
    Budget(long steps, Work work) {
        this.left = steps;
        this.work = work;
    }

    /** @throws Exhausted when it is used up; and at every later call */
    void spend(long steps) {
        work.steps(steps);
        left -= steps;
        if (left < 0) {
            throw new Exhausted();
        }
    }

    /** There is none left. */
    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Exhausted() {
            super("the budget is used up", null, false, false);
        }
    }
}
