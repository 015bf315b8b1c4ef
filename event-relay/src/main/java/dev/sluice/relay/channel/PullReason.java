package dev.sluice.relay.channel;

/** Why a pull begins. */
public enum PullReason {
    /** The channel has never been pulled. */
    FIRST,
    /** Another relay, or this one before, has pulled it, and the connection was lost with it. */
    TAKEOVER,
    /** It was left because no client listened. */
    IDLE,
    /** The API has another backend now, whose stream is not that of the one before. */
    CHANGED
}
