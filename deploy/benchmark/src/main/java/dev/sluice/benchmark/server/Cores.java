package dev.sluice.benchmark.server;

import dev.sluice.embedded.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Who runs where: the server that is measured has a core to itself, all others share another. */
public enum Cores {
    SERVER(0),
    OTHERS(1);

    private final int number;

    Cores(int number) {
        this.number = number;
    }

    /** What it has done since the machine started. */
    public CoreTime time() throws IOException {
        return ProcessFigures.core(number);
    }

    /** CPU of a process that runs here alone, with what the kernel's thread for this core's network does for it. */
    public Cpu cpu(long pid) throws IOException {
        Cpu own = ProcessFigures.cpu(pid);
        long network = ProcessFigures.softInterruptMicros(number);
        return new Cpu(own.userMicros(), own.systemMicros() + network, own.compilerMicros());
    }

    /** Starts a program on this core only, its output into a file; the kernel ends it with this JVM. */
    Process start(List<String> command, Path log) throws IOException {
        List<String> pinned = new ArrayList<>(List.of("taskset", "-c", Integer.toString(number)));
        pinned.addAll(command);
        return ChildProcess.start(
                "KILL", new ProcessBuilder(pinned).redirectErrorStream(true).redirectOutput(log.toFile()));
    }
}
