package dev.sluice.benchmark.report;

import dev.sluice.benchmark.load.LoadResult;
import dev.sluice.benchmark.server.CoreTime;
import dev.sluice.benchmark.server.Cpu;

/**
 * What a server delivered in a time, and what it used for that.
 *
 * @param core what its core did meanwhile
 * @param seconds how long it was measured
 */
public record Measurement(LoadResult received, Cpu cpu, CoreTime core, double seconds) {

    public double deliveriesPerSecond() {
        return received.events() / seconds;
    }

    public double microsPerDelivery() {
        return perDelivery(cpu.micros());
    }

    public double userMicrosPerDelivery() {
        return perDelivery(cpu.userMicros());
    }

    public double systemMicrosPerDelivery() {
        return perDelivery(cpu.systemMicros());
    }

    /** How busy others kept the server's core, in percent: above a few the figures say little. */
    public double othersPercent() {
        long others = core.micros() - core.idleMicros() - cpu.micros();
        return core.micros() == 0 ? 0 : Math.max(0, 100.0 * others / core.micros());
    }

    /** Of the user time, what a JVM used to compile. */
    public double compilerMicrosPerDelivery() {
        return perDelivery(cpu.compilerMicros());
    }

    private double perDelivery(long micros) {
        return received.events() == 0 ? Double.NaN : (double) micros / received.events();
    }
}
