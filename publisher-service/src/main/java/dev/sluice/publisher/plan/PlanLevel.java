package dev.sluice.publisher.plan;

import dev.sluice.model.WireName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What plans are for, by WSO2's words. */
enum PlanLevel implements WireName {
    SUBSCRIPTION,
    APPLICATION,
    API;

    private static final String UNLIMITED = "Unlimited";

    /** The level of this name, if it is one of these. */
    static Optional<PlanLevel> of(String text, Set<PlanLevel> known) {
        return known.stream().filter(level -> level.wireName().equals(text)).findFirst();
    }

    List<String> planNames() {
        return switch (this) {
            case SUBSCRIPTION -> BusinessPlan.names();
            case APPLICATION -> ApplicationPlan.names();
            case API -> List.of(UNLIMITED);
        };
    }
}
