package dev.sluice.local;

/** The user of a system that is reachable from this machine only; nowhere else does Sluice have a known password. */
final class LocalAdmin {
    static final String NAME = "admin";
    static final String PASSWORD = "admin";

    private LocalAdmin() {}
}
