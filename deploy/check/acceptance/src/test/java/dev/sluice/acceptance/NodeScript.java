package dev.sluice.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A script of {@code src/test/js}, run by the Node.js of this machine with the packages of the lock file beside it. */
final class NodeScript {
    private static final int OLDEST = 20;
    private static final Path FOLDER = LocalSystem.home().resolve("deploy/check/acceptance/src/test/js");
    private static final Path INSTALLED = LocalSystem.home()
            .resolve("deploy/check/acceptance/target/js/" + System.getProperty("sluice.test.process", "1"));

    private NodeScript() {}

    /** Returns whether this machine has what is needed. */
    static boolean isHere() {
        try {
            return run(Path.of("."), List.of("npm", "--version"), "").isPresent()
                    && run(Path.of("."), List.of("node", "-p", "process.versions.node.split('.')[0]"), "")
                            .filter(version -> Integer.parseInt(version.strip()) >= OLDEST)
                            .isPresent();
        } catch (UncheckedIOException absent) {
            return false;
        }
    }

    /**
     * Runs it with the settings as its input; answers the JSON documents that it prints, one a line.
     *
     * @param script below {@code src/test/js}
     */
    static List<JsonNode> run(String script, JsonNode settings) {
        try {
            Path source = FOLDER.resolve(script);
            Path installed = INSTALLED
                    .resolve(FOLDER.relativize(source.resolveSibling("")))
                    .normalize();
            Files.createDirectories(installed);
            for (String file : List.of(
                    "package.json", "package-lock.json", source.getFileName().toString())) {
                Files.writeString(installed.resolve(file), Files.readString(source.resolveSibling(file)));
            }
            install(installed);
            String printed = run(installed, List.of("node", source.getFileName().toString()), settings.toString())
                    .orElseThrow(() -> new AssertionError(script + " failed"));
            List<JsonNode> documents = new ArrayList<>();
            for (String line : printed.lines().toList()) {
                documents.add(Rest.JSON.readTree(line));
            }
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Installs what the lock file of a folder says, unless that is there. */
    static void install(Path folder) throws IOException {
        Path done = folder.resolve("node_modules/.installed");
        String lock = Files.readString(folder.resolve("package-lock.json"));
        if (Files.exists(done) && Files.readString(done).equals(lock)) {
            return;
        }
        if (run(folder, List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"), "")
                .isEmpty()) {
            throw new AssertionError("npm ci failed in " + folder);
        }
        Files.writeString(done, lock);
    }

    /** What a command prints; empty when it fails. Its complaints go to this process's. */
    private static Optional<String> run(Path folder, List<String> command, String input) {
        try {
            Path printed = Files.createTempFile("sluice-node", ".out");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectOutput(printed.toFile())
                    .start();
            try (var in = process.outputWriter()) {
                in.write(input);
            }
            boolean ended = process.waitFor(120, TimeUnit.SECONDS);
            process.destroyForcibly();
            String text = Files.readString(printed);
            Files.delete(printed);
            return ended && process.exitValue() == 0 ? Optional.of(text) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
