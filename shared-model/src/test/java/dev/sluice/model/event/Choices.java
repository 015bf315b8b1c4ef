package dev.sluice.model.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What chance decides in a {@link HostileLog}: by a seed, or every way there is, one after the other. */
public interface Choices {
    /** One of {@code 0 .. options - 1}. */
    int pick(int options);

    /** One of these by its weight; where every way is gone, weights do not matter. */
    int pickWeighted(List<Integer> weights);

    static Choices seeded(long seed) {
        return new Seeded(new Random(seed));
    }

    /** Chance. */
    record Seeded(Random random) implements Choices {
        @Override
        public int pick(int options) {
            return random.nextInt(options);
        }

        @Override
        public int pickWeighted(List<Integer> weights) {
            int left =
                    random.nextInt(weights.stream().mapToInt(Integer::intValue).sum());
            int option = 0;
            while (left >= weights.get(option)) {
                left -= weights.get(option);
                option++;
            }
            return option;
        }
    }

    /**
     * Goes through all ways: run what asks for choices, then call {@link #next}, until that says there is no other.
     * What runs must ask in the same way when it is answered in the same way.
     */
    final class Every implements Choices {
        private final List<Integer> picked = new ArrayList<>();
        private final List<Integer> options = new ArrayList<>();
        private int asked;

        @Override
        public int pick(int among) {
            if (asked == picked.size()) {
                picked.add(0);
                options.add(among);
            }
            if (options.get(asked) != among) {
                throw new IllegalStateException("choice " + asked + " was among " + options.get(asked) + ", now among "
                        + among + ": what runs is not repeatable");
            }
            return picked.get(asked++);
        }

        @Override
        public int pickWeighted(List<Integer> weights) {
            return pick(weights.size());
        }

        boolean next() {
            asked = 0;
            while (!picked.isEmpty() && picked.getLast() + 1 == options.getLast()) {
                picked.removeLast();
                options.removeLast();
            }
            if (picked.isEmpty()) {
                return false;
            }
            picked.set(picked.size() - 1, picked.getLast() + 1);
            return true;
        }
    }
}
