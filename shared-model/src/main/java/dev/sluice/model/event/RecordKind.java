package dev.sluice.model.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a record of an events topic is: header {@code kind}. */
public enum RecordKind {
    /** An event of the backend; takes the channel's next sequence. */
    EVENT,
    /** Something is missing here; takes the channel's next sequence, its value is a gap as JSON. */
    GAP,
    /** The backend has ended the channel; takes the channel's next sequence, its value is an end as JSON. */
    END,
    /** A relay takes the feed; belongs to the feed, not to a channel. */
    CLAIM,
    /** An id-only block of the backend: moves the upstream id, is never shown, takes no sequence. */
    MARK;

    private static final RecordKind[] ALL = values();

    private final String wireName = name().toLowerCase(Locale.ROOT);
    private final byte[] wireBytes = wireName.getBytes(StandardCharsets.US_ASCII);

    public String wireName() {
        return wireName;
    }

    /** Returns whether a record of this kind takes the channel's next sequence. */
    public boolean takesSequence() {
        return switch (this) {
            case EVENT, GAP, END -> true;
            case CLAIM, MARK -> false;
        };
    }

    /** The kind of this name as it is written, in ASCII; empty when it is none. */
    public static Optional<RecordKind> ofWireName(byte[] name) {
        for (RecordKind kind : ALL) {
            if (Arrays.equals(kind.wireBytes, name)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
