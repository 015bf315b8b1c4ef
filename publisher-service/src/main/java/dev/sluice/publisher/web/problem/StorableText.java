package dev.sluice.publisher.web.problem;

import java.nio.charset.StandardCharsets;

/** Text that PostgreSQL can keep: without U+0000, and without halves of surrogate pairs, which UTF-8 does not have. */
public final class StorableText {
    /** What is wrong with one that is none. */
    static final String REASON = "must not hold U+0000 or half a character";

    private StorableText() {}

    public static boolean is(String text) {
        return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
