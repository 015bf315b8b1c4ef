package dev.sluice.publisher.api.endpoint.probe;

import java.time.Duration;

/**
 * What one probe may take.
 *
 * @param head from the beginning to the head of the last answer, redirects and all
 * @param reading from there on
 * @param events after so many the probe is over
 * @param bytes of the body, after which it is over, too
 */
record ProbeLimits(Duration head, Duration reading, int events, int bytes) {
    private static final int BYTES = 64 * 1024;

    /** The first probe. */
    static final ProbeLimits FIRST = new ProbeLimits(Duration.ofSeconds(10), Duration.ofSeconds(5), 3, BYTES);

    /** The one that asks to go on. */
    static final ProbeLimits RESUMED = new ProbeLimits(Duration.ofSeconds(5), Duration.ofSeconds(3), 3, BYTES);
}
