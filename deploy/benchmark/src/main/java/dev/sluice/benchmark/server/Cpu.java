package dev.sluice.benchmark.server;

/**
 * CPU time of a process in microseconds, its own and the kernel's for it.
 *
 * @param compilerMicros of the two, what a JVM used to compile its code: it ends when the JVM is warm
 */
public record Cpu(long userMicros, long systemMicros, long compilerMicros) {

    public Cpu since(Cpu earlier) {
        return new Cpu(
                userMicros - earlier.userMicros,
                systemMicros - earlier.systemMicros,
                Math.max(0, compilerMicros - earlier.compilerMicros));
    }

    public long micros() {
        return userMicros + systemMicros;
    }
}
