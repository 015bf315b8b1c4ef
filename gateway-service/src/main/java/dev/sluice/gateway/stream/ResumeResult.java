package dev.sluice.gateway.stream;

import java.util.Locale;

/** How a stream begins: response header {@code Sluice-Resume}. */
public enum ResumeResult {
    /** Nothing was asked for. */
    LIVE,
    /** From a start that was named by {@code since}. */
    START,
    /** Exactly after the id. */
    EXACT,
    /** The id cannot be found; a gap event in the stream says what is missing. */
    GAP,
    /** The channel has begun anew. */
    RESET,
    /** The log decides; a gap comes in the stream. */
    REPLAY;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    public String wireName() {
        return wireName;
    }
}
