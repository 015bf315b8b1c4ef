package dev.sluice.benchmark.server;

import dev.sluice.embedded.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The C program that writes with nothing between it and the sockets: what the others are compared with. */
public final class RawProgram {
    private static final long COMPILE_SECONDS = 60;

    private final Path program;
    private final Path folder;

    private RawProgram(Path program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /**
     * Compiles it with {@code cc}.
     *
     * @return empty without a C compiler
     * @throws IOException when the compiler refuses it
     */
    public static Optional<RawProgram> compile(Path source, Path folder) throws IOException, InterruptedException {
        Path program = folder.resolve("raw");
        Path log = folder.resolve("raw-compile.log");
        Process compiler;
        try {
            compiler = new ProcessBuilder("cc", "-O2", "-o", program.toString(), source.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException noCompiler) {
            return Optional.empty();
        }
        if (!compiler.waitFor(COMPILE_SECONDS, TimeUnit.SECONDS) || compiler.exitValue() != 0) {
            compiler.destroyForcibly();
            throw new IOException("cc did not compile " + source + ": " + Files.readString(log));
        }
        return Optional.of(new RawProgram(program, folder));
    }

    /** Starts it to be measured. */
    public Server start(Traffic traffic) throws IOException, InterruptedException {
        return start(Cores.SERVER, traffic, 0);
    }

    /** Starts it beside the clients, as the backend of an API. */
    public Server startBackend(Traffic traffic) throws IOException, InterruptedException {
        return start(Cores.OTHERS, traffic, 0);
    }

    /**
     * Starts it to send each client so many events at once and then no more.
     *
     * @param traffic says how large they are
     */
    public Server startWithLog(Traffic traffic, int events) throws IOException, InterruptedException {
        return start(Cores.SERVER, traffic, events);
    }

    private Server start(Cores core, Traffic traffic, int logEvents) throws IOException, InterruptedException {
        int port = FreePorts.any();
        PinnedProcess process = PinnedProcess.start(
                core,
                folder.resolve("raw-" + port + ".log"),
                List.of(
                        program.toString(),
                        Integer.toString(port),
                        Integer.toString(traffic.dataBytes()),
                        Double.toString(traffic.ticks()),
                        Integer.toString(traffic.burst()),
                        Integer.toString(traffic.channels()),
                        Integer.toString(logEvents)));
        process.awaitReadyLine();
        return new SelfDrivenServer(process, port, "", false);
    }
}
