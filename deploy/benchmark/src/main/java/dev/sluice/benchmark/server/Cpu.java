package dev.sluice.benchmark.server;

/** CPU time of a process in microseconds, its own and the kernel's for it. */
public record Cpu(long userMicros, long systemMicros) {

    public Cpu since(Cpu earlier) {
        return new Cpu(userMicros - earlier.userMicros, systemMicros - earlier.systemMicros);
    }

    public long micros() {
        return userMicros + systemMicros;
    }
}
