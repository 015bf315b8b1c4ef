package dev.sluice.gateway.stream;

import dev.sluice.model.event.EventId;

/** The position in a channel that a client asks for. */
public sealed interface StartPosition {
    /** What comes from now on; the request names no position. */
    record Unspecified() implements StartPosition {}

    /** What comes after this id. */
    record After(EventId id) implements StartPosition {}

    /** Something that is no id of ours. */
    record Malformed(String text) implements StartPosition {}

    /** Everything that is still kept. */
    record Earliest() implements StartPosition {}

    /** What comes from now on, by the client's wish. */
    record Latest() implements StartPosition {}

    /** The last events, so many, and what comes then. */
    record Last(long count) implements StartPosition {}

    /** What was taken at or after this time. */
    record Since(long epochMillis) implements StartPosition {}
}
