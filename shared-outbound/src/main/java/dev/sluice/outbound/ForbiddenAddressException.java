package dev.sluice.outbound;

/** A name leads to an address that must not be connected to. Does not say which: its name is not ours to give away. */
public final class ForbiddenAddressException extends Exception {
    private static final long serialVersionUID = 1L;

    public ForbiddenAddressException() {
        super("a forbidden address");
    }
}
