package dev.sluice.gateway.server;

import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The HAProxy of this machine. */
final class Haproxy implements AutoCloseable {
    /** Where packages put the program although not every user looks for programs there. */
    private static final List<String> FOLDERS = List.of("/usr/sbin", "/usr/local/sbin");

    private final Process process;
    private final Path folder;

    private Haproxy(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /** Returns whether this machine has it. */
    static boolean isHere() {
        return program().isPresent();
    }

    private static Optional<Path> program() {
        Stream<String> path = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
        return Stream.concat(path, FOLDERS.stream())
                .map(folder -> Path.of(folder, "haproxy"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Runs it, and waits until it takes connections.
     *
     * @param folder for its files
     * @param sections after {@code global}
     * @param port one of those that it binds
     */
    static Haproxy run(Path folder, String sections, int port) throws IOException {
        Path file = Files.writeString(folder.resolve("haproxy.cfg"), "global\n    maxconn 1000\n" + sections);
        Process process = new ProcessBuilder(program().orElseThrow().toString(), "-db", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile())
                .start();
        Haproxy haproxy = new Haproxy(process, folder);
        Awaitility.await("haproxy").until(() -> haproxy.listens(port));
        return haproxy;
    }

    private boolean listens(int port) {
        if (!process.isAlive()) {
            throw new IllegalStateException("haproxy has ended: see " + folder);
        }
        try (Socket _ = new Socket("127.0.0.1", port)) {
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(5, TimeUnit.SECONDS);
    }
}
