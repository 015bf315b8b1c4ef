package dev.sluice.model.relay;

/** Where an accepted record of a channel lies; written as {@code [sequence, offset, time]}, time in epoch milliseconds. */
public record Checkpoint(long sequence, long offset, long time) {}
