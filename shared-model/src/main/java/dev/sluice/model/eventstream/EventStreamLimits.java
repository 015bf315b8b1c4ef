package dev.sluice.model.eventstream;

/**
 * What one stream may make its reader keep. Nothing else in a stream is kept, so a line, a comment, an unknown field
 * or a block may be of any length.
 *
 * @param maxEventBytes data of one event, its lines joined; a larger event is dropped and reported
 * @param maxIdBytes an id; a longer one is ignored like one with a NUL, and its event goes through without it
 * @param maxTypeBytes an event's type; an event with a longer one is dropped and reported
 */
public record EventStreamLimits(int maxEventBytes, int maxIdBytes, int maxTypeBytes) {
    private static final int USUAL_MAX_ID_BYTES = 16 * 1024;
    private static final int USUAL_MAX_TYPE_BYTES = 1024;

    public EventStreamLimits {
        if (maxEventBytes < 1 || maxIdBytes < 1 || maxTypeBytes < 1) {
            throw new IllegalArgumentException("limits must be at least 1 byte, were " + maxEventBytes + ", "
                    + maxIdBytes + " and " + maxTypeBytes);
        }
    }

    /** Room for {@code maxEventBytes} of data, 16 KiB of id and 1 KiB of type. */
    public static EventStreamLimits forEventsUpTo(int maxEventBytes) {
        return new EventStreamLimits(maxEventBytes, USUAL_MAX_ID_BYTES, USUAL_MAX_TYPE_BYTES);
    }
}
