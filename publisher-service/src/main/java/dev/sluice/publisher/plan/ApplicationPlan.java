package dev.sluice.publisher.plan;

import java.util.Arrays;
import java.util.List;

/** The plans of applications that every installation has, named as WSO2's users know them. */
public enum ApplicationPlan {
    TEN_PER_MINUTE("10PerMin"),
    TWENTY_PER_MINUTE("20PerMin"),
    FIFTY_PER_MINUTE("50PerMin"),
    UNLIMITED("Unlimited");

    private final String planName;

    ApplicationPlan(String planName) {
        this.planName = planName;
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(plan -> plan.planName).toList();
    }
}
