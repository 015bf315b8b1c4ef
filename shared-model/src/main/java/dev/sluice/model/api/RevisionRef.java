package dev.sluice.model.api;

/** Which revision of an API is deployed. */
public record RevisionRef(String id, int number) {}
