package dev.sluice.benchmark.load;

/** What has come since somebody looked last. */
public interface Readings {
    void reset() throws InterruptedException;

    /** Since the last {@link #reset}. */
    Received received() throws InterruptedException;
}
