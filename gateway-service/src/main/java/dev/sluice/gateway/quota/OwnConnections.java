package dev.sluice.gateway.quota;

/** How many streams of a counter, whose plan bounds them, are open at this gateway now. */
public record OwnConnections(String counter, int connections) {}
