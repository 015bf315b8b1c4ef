package dev.sluice.publisher.identity.user;

import java.util.regex.Pattern;

/** A name for a new user: 1..64 of letters, digits and {@code . _ @ + -}, a letter or digit first; unique ignoring case. */
record UserName(String value) {
    static final String SHAPE_IN_WORDS =
            "must have 1 to 64 of A-Z a-z 0-9 . _ @ + -, and begin with a letter or a digit";

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}");

    UserName {
        if (!isGood(value)) {
            throw new IllegalArgumentException("a user name " + SHAPE_IN_WORDS);
        }
    }

    static boolean isGood(String text) {
        return SHAPE.matcher(text).matches();
    }
}
