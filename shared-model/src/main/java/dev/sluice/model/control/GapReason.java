package dev.sluice.model.control;

import dev.sluice.model.WireName;

/** Why events are missing. */
public enum GapReason implements WireName {
    RETENTION,
    RESET,
    UNKNOWN,
    MALFORMED,
    RELAY_OUTAGE,
    BACKEND_RESET,
    BACKEND_CHANGED,
    IDLE,
    OVERSIZE,
    SLOW,
    CONFLATED
}
