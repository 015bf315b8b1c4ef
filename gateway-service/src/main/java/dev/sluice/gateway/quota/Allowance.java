package dev.sluice.gateway.quota;

/** Whether a stream may be sent its next event. */
public enum Allowance {
    /** Now. */
    GRANTED,
    /** Later: its cursor waits. */
    WAIT,
    /** Not in this window: the stream ends. */
    REACHED
}
