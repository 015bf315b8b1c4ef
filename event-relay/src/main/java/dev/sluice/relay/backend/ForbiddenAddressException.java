package dev.sluice.relay.backend;

/** A name leads to an address that must not be connected to. Does not tell which: its name is not ours to give away. */
final class ForbiddenAddressException extends Exception {
    private static final long serialVersionUID = 1L;

    ForbiddenAddressException() {
        super("a forbidden address");
    }
}
