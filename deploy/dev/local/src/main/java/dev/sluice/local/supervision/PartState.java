package dev.sluice.local.supervision;

import java.util.Locale;

/** What users see of a part. */
public enum PartState {
    STARTING,
    READY,
    RESTARTING,
    STOPPED;

    /** As in {@code status --json}. */
    public String shown() {
        return name().toLowerCase(Locale.ROOT);
    }
}
