package dev.sluice.publisher.plan;

/** Something that an installation notes about a plan. It means nothing here. */
record PlanAttribute(String name, String value) {}
