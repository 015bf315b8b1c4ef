package dev.sluice.publisher.api.endpoint.probe;

/** Why a stream was read no further. */
enum StreamEnd {
    ENOUGH,
    TIME_IS_UP,
    TOO_MANY_BYTES,
    /** The backend has ended it, or the connection was lost. */
    ENDED,
    /** It is none that relays read. */
    NOT_READ
}
