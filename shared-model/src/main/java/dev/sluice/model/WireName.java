package dev.sluice.model;

import java.util.Locale;

/** An enum that is written in lower case with hyphens: {@code BACKING_OFF} as {@code backing-off}. */
public interface WireName {
    String name();

    default String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
