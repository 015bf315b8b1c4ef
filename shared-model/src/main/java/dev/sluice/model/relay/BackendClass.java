package dev.sluice.model.relay;

import dev.sluice.model.WireName;
import java.util.Locale;

/** What a backend has shown it can do on a reconnect. */
public enum BackendClass implements WireName {
    /** Sends ids and goes on exactly after the one it was asked for. */
    A,
    /** Sends ids but repeats older events: the overlap is removed. */
    B,
    /** Sends no ids: what it sent while no relay was connected is lost. */
    C,
    /** Nothing seen yet. */
    UNKNOWN;

    /** The letter; {@code unknown} in lower case. */
    @Override
    public String wireName() {
        return this == UNKNOWN ? name().toLowerCase(Locale.ROOT) : name();
    }
}
