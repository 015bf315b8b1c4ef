package dev.sluice.publisher.web.problem;

/** What is wrong with one field of a body; {@code field} is its path: {@code operations[2].target}. */
public record FieldError(String field, String reason) {}
