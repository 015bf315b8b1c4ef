package dev.sluice.publisher.plan;

/** Whether a plan costs something, for those who choose it. Nothing is charged here. */
enum PlanBilling {
    FREE,
    COMMERCIAL
}
