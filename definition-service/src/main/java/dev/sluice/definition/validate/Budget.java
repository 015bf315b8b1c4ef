package dev.sluice.definition.validate;

/** What the checks with schemas of one document may cost altogether; one thread. */
final class Budget {
    private long left;

    Budget(long steps) {
        this.left = steps;
    }

    /** @throws Exhausted when it is used up; and at every later call */
    void spend(long steps) {
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
