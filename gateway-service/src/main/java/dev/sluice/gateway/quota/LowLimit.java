package dev.sluice.gateway.quota;

import dev.sluice.model.access.AccessRecord.LimitType;
import dev.sluice.model.quota.Window;

/** A limit of which little is left in a window. */
record LowLimit(String counter, LimitType type, Window window) {}
