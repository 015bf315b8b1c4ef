package dev.sluice.benchmark.server;

/** What a core did in a time, in microseconds: all of it, and its idle part. */
public record CoreTime(long micros, long idleMicros) {

    public CoreTime since(CoreTime earlier) {
        return new CoreTime(micros - earlier.micros, idleMicros - earlier.idleMicros);
    }
}
