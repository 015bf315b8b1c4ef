package dev.sluice.publisher.plan;

import java.util.Arrays;
import java.util.List;

/** The plans that every installation has, named as WSO2's users know them. */
public enum BusinessPlan {
    UNLIMITED("AsyncUnlimited"),
    GOLD("AsyncGold"),
    SILVER("AsyncSilver"),
    BRONZE("AsyncBronze");

    private final String planName;

    BusinessPlan(String planName) {
        this.planName = planName;
    }

    public String planName() {
        return planName;
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(BusinessPlan::planName).toList();
    }
}
