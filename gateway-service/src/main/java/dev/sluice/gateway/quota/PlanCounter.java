package dev.sluice.gateway.quota;

import static java.util.Objects.requireNonNull;

import dev.sluice.model.access.AccessRecord.Plan;
import java.util.List;

/**
 * What a stream is counted by.
 *
 * @param id of what is counted together, by all gateways; without {@code /}
 * @param plan that limits it, as it is now
 */
public record PlanCounter(String id, Plan plan) {
    /** Of a subscription, with its id. */
    public static final String SUBSCRIPTION = "s:";
    /** Of an application, with its id. */
    public static final String APPLICATION = "a:";
    /** Of an application without a subscription, with its id and that of the API. */
    public static final String SUBSCRIPTIONLESS = "p:";
    /** Of a client of an open topic, with a hash of the API's id and the client's address. */
    public static final String ADDRESS = "i:";

    public PlanCounter {
        requireNonNull(plan, "plan");
        if (id.indexOf('/') >= 0) {
            throw new IllegalArgumentException("a counter's id has no /, was '" + id + "'");
        }
    }

    /** Returns how long a stream of these may be open, in milliseconds; {@link Long#MAX_VALUE} = no plan bounds it. */
    public static long maxConnectionMillis(List<PlanCounter> counters) {
        long most = Long.MAX_VALUE;
        for (PlanCounter counter : counters) {
            Long bound = counter.plan().maxConnectionMs();
            most = bound == null ? most : Math.min(most, bound);
        }
        return most;
    }

    /** Returns whether there is anything to count: connections, events or bytes. */
    boolean isLimited() {
        return !plan.limits().isEmpty() || plan.burst() != null || plan.maxConnections() != null;
    }
}
