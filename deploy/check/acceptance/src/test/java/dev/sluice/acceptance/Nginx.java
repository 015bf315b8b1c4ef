package dev.sluice.acceptance;

import dev.sluice.embedded.FreePorts;
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

/** The nginx of this machine before one gateway: as packages configure it, but for what a {@code location} says. */
final class Nginx implements AutoCloseable {
    /** Where packages put the program although not every user looks for programs there. */
    private static final List<String> FOLDERS = List.of("/usr/sbin", "/usr/local/sbin");

    private final Process process;
    private final Path folder;
    private final int port;

    private Nginx(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /** Returns whether this machine has it. */
    static boolean isHere() {
        return program().isPresent();
    }

    private static Optional<Path> program() {
        Stream<String> path = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
        return Stream.concat(path, FOLDERS.stream())
                .map(folder -> Path.of(folder, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * @param folder for its files
     * @param location lines of the {@code location}, beside {@code proxy_pass}
     */
    static Nginx before(URI gateway, Path folder, String location) {
        try {
            int port = FreePorts.any();
            Path file =
                    Files.writeString(folder.resolve("nginx.conf"), """
                    daemon off;
                    pid nginx.pid;
                    events {}
                    http {
                        access_log off;
                        client_body_temp_path body;
                        proxy_temp_path proxy;
                        fastcgi_temp_path fastcgi;
                        uwsgi_temp_path uwsgi;
                        scgi_temp_path scgi;
                        server {
                            listen 127.0.0.1:%d;
                            location / {
                                proxy_pass http://127.0.0.1:%d;
                                %s
                            }
                        }
                    }
                    """.formatted(port, gateway.getPort(), location));
            Process process = new ProcessBuilder(
                            program().orElseThrow().toString(),
                            "-p",
                            folder.toString(),
                            "-c",
                            file.toString(),
                            "-e",
                            "error.log")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output.log").toFile())
                    .start();
            Nginx nginx = new Nginx(process, folder, port);
            Awaitility.await("nginx").until(nginx::listens);
            return nginx;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI uri() {
        return URI.create("http://localhost:" + port);
    }

    private boolean listens() {
        if (!process.isAlive()) {
            throw new IllegalStateException("nginx has ended: see " + folder);
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
