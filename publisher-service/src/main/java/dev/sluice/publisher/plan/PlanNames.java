package dev.sluice.publisher.plan;

/** Plans that mean something by their names. */
public final class PlanNames {
    /** What an API is offered under that names no business plan. */
    public static final String UNLIMITED = "AsyncUnlimited";

    /** What is counted of applications without a subscription, where an API takes them, and at open topics. */
    public static final String SUBSCRIPTIONLESS = "AsyncDefaultSubscriptionless";

    private PlanNames() {}
}
