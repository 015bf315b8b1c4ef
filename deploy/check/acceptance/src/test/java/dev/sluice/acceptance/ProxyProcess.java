package dev.sluice.acceptance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A proxy of this machine before the gateways. */
final class ProxyProcess implements AutoCloseable {
    /** Where packages put such programs although not every user looks for programs there. */
    private static final List<String> FOLDERS = List.of("/usr/sbin", "/usr/local/sbin");

    private final Process process;
    private final Path folder;
    private final int port;

    private ProxyProcess(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /** Where this machine has the program; empty = it has none. */
    static Optional<Path> program(String name) {
        Stream<String> path = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
        return Stream.concat(path, FOLDERS.stream())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts it, and waits until it listens.
     *
     * @param command does not go into the background
     * @param folder for its output
     */
    static ProxyProcess start(List<String> command, Path folder, int port) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output.log").toFile())
                    .start();
            ProxyProcess proxy = new ProxyProcess(process, folder, port);
            Awaitility.await(command.getFirst()).until(proxy::listens);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI uri() {
        return URI.create("http://localhost:" + port);
    }

    private boolean listens() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("the proxy has ended: " + Files.readString(folder.resolve("output.log")));
        }
        try (Socket _ = new Socket("127.0.0.1", port)) {
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
