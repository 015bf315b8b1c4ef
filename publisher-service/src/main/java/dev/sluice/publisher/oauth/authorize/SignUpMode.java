package dev.sluice.publisher.oauth.authorize;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code sluice.publisher.sign-up}: whether people may make accounts for the developer portal. */
public enum SignUpMode {
    OFF,
    /** They sign in at once. */
    OPEN,
    /** They sign in once an admin has set them active. */
    APPROVAL;

    /** A setting by itself: a mapping of all {@code sluice.publisher} would claim the keys of the others. */
    public static final String KEY = "sluice.publisher.sign-up";

    /** @throws IllegalStateException it is none */
    static SignUpMode of(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.text().equals(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(KEY + " must be one of "
                        + Arrays.stream(values()).map(SignUpMode::text).collect(Collectors.joining(", ")) + ", was '"
                        + text + '\''));
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
