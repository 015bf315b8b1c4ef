package dev.sluice.gateway.quota;

import dev.sluice.model.quota.Window;

/**
 * What this gateway has delivered under a counter in a window since it started.
 *
 * @param events cumulative
 * @param bytes cumulative
 */
public record OwnUse(String counter, Window window, long events, long bytes) {}
