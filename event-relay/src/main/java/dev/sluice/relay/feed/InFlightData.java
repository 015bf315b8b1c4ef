package dev.sluice.relay.feed;

/** Counts the data that are under way. */
interface InFlightData {
    /** These data are known to lie in the log, or will never be. Any thread. */
    void release(byte[] data);
}
