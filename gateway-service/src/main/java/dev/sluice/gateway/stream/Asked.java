package dev.sluice.gateway.stream;

import dev.sluice.model.event.EventId;

/** From where a client wants its channel. */
public sealed interface Asked {
    /** What comes from now on; the client has said nothing. */
    record Nothing() implements Asked {}

    /** What comes behind this id. */
    record After(EventId id) implements Asked {}

    /** Something that is no id of ours. */
    record Malformed(String text) implements Asked {}

    /** Everything that is still kept. */
    record Earliest() implements Asked {}

    /** What comes from now on, and the client has said so. */
    record Latest() implements Asked {}

    /** The last events, so many, and what comes then. */
    record Last(long count) implements Asked {}

    /** What was taken at or after this time. */
    record Since(long epochMillis) implements Asked {}
}
