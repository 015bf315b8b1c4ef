package dev.sluice.gateway.stream;

/** Why a stream was closed: a closed list, for counting. */
public enum CloseReason {
    /** The client has gone. */
    CLIENT,
    /** The backend has ended the channel. */
    ENDED,
    /** The right to the stream is over. */
    RIGHTS,
    /** A limit of its plans is reached. */
    QUOTA,
    /** The API is no longer served. */
    WITHDRAWN,
    /** The client took nothing for too long. */
    STALLED,
    /** The client's place was no longer in the ring, and its topic sends such clients away. */
    SLOW,
    /** A gap on a stream without control events: the next response says it. */
    GAP,
    /** The events could not be read. */
    KAFKA,
    /** An error of ours that concerns this connection. */
    ERROR,
    /** It has lived as long as its API lets a stream live. */
    MAX_AGE,
    /** This node is leaving. */
    DRAIN
}
