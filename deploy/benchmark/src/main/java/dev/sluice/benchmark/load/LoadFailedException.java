package dev.sluice.benchmark.load;

/** A client was refused or cut off, so nothing is measured. */
public final class LoadFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LoadFailedException(String message) {
        super(message);
    }
}
