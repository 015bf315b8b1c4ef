package dev.sluice.publisher.web.rest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Entity tags and the conditions on them: RFC 9110, 8.8.3 and 13.1. */
public final class EntityTags {
    private static final String ANY = "*";
    private static final String WEAK = "W/";

    private EntityTags() {}

    /** The tag of what has been changed so often. */
    public static String of(long edition) {
        return '"' + Long.toString(edition) + '"';
    }

    /** The tag of this text and no other. */
    public static String ofText(String text) {
        return '"'
                + UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString()
                + '"';
    }

    /**
     * Returns whether a change may go on.
     *
     * @param ifMatch the header, {@code null} = none was sent, and nothing is asked
     */
    public static boolean permits(@Nullable String ifMatch, String tag) {
        return ifMatch == null || ifMatch.isBlank() || lists(ifMatch, tag);
    }

    /**
     * Returns whether the client has this already.
     *
     * @param ifNoneMatch the header, {@code null} = none was sent
     */
    public static boolean isKnown(@Nullable String ifNoneMatch, String tag) {
        return ifNoneMatch != null && lists(ifNoneMatch.replace(WEAK, ""), tag);
    }

    private static boolean lists(String header, String tag) {
        return Arrays.stream(header.split(","))
                .map(String::strip)
                .anyMatch(listed -> listed.equals(ANY) || listed.equals(tag));
    }
}
