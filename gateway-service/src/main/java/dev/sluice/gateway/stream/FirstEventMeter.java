package dev.sluice.gateway.stream;

/** Is given how long a client has waited for its first event, once for each stream. Any event loop. */
@FunctionalInterface
public interface FirstEventMeter {
    /**
     * @param start how the stream began
     * @param nanos from the whole request to the first event that is written
     */
    void record(ResumeResult start, long nanos);
}
