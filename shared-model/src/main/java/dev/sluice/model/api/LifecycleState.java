package dev.sluice.model.api;

/** The life of an API. */
public enum LifecycleState {
    CREATED,
    PROTOTYPED,
    PUBLISHED,
    BLOCKED,
    DEPRECATED,
    RETIRED
}
