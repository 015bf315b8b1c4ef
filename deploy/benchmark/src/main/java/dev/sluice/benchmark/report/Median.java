package dev.sluice.benchmark.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The middle of what some rounds showed: one that was disturbed moves it little. */
public final class Median {
    private final List<Double> values = new ArrayList<>();

    public void add(double value) {
        values.add(value);
    }

    /** Of an even number of values, the mean of the two in the middle. */
    public double value() {
        if (values.isEmpty()) {
            throw new IllegalStateException("there is no median of nothing");
        }
        Collections.sort(values);
        int middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }
}
