package dev.sluice.model.eventstream;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** An id on its way into a request header. */
public final class LastEventId {
    public static final String HEADER = "Last-Event-ID";
    private static final int MAX_BYTES = 4 * 1024;

    private LastEventId() {}

    /**
     * The id's UTF-8 bytes, one character each; empty when a header cannot carry it unchanged: control characters, blanks at
     * an end, more than 4 KiB. Such a backend cannot be resumed.
     */
    public static Optional<String> headerValue(String id) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || bytes.length > MAX_BYTES || isBlank(bytes[0]) || isBlank(bytes[bytes.length - 1])) {
            return Optional.empty();
        }
        for (byte next : bytes) {
            if ((next >= 0 && next < ' ' && next != '\t') || next == 0x7f) {
                return Optional.empty();
            }
        }
        return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private static boolean isBlank(byte next) {
        return next == ' ' || next == '\t';
    }
}
