package dev.sluice.model.eventstream;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the head of an answer says of its body. */
public final class EventStreamHead {
    private static final String EVENT_STREAM = "text/event-stream";

    private EventStreamHead() {}

    /** @param contentType with its parameters, which do not matter; {@code null} = none */
    public static boolean isEventStream(@Nullable String contentType) {
        String type = contentType == null ? "" : contentType;
        int semicolon = type.indexOf(';');
        String essence = (semicolon < 0 ? type : type.substring(0, semicolon)).strip();
        return essence.toLowerCase(Locale.ROOT).equals(EVENT_STREAM);
    }

    /** Returns whether the body is as it was meant, not compressed. */
    public static boolean isPlain(@Nullable String contentEncoding) {
        return contentEncoding == null
                || contentEncoding.isBlank()
                || contentEncoding.strip().equalsIgnoreCase("identity");
    }
}
