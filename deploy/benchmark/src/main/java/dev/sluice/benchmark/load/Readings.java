package dev.sluice.benchmark.load;

/** What has come since the last look. */
public interface Readings {
    void reset() throws InterruptedException;

    /** Since the last {@link #reset}. */
    LoadResult received() throws InterruptedException;
}
