package dev.sluice.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** The tests of {@code src/test/portal}, run once in this JVM by Playwright with the packages of the lock file there. */
final class Playwright {
    private static final Path MODULE = LocalSystem.home().resolve("deploy/check/acceptance");
    private static final Path SOURCES = MODULE.resolve("src/test/portal");
    private static final Path FOLDER = MODULE.resolve("target/portal");
    private static final Path REPORT = FOLDER.resolve("results/results.json");
    /** Twice what all of them may take. */
    private static final int MAX_MINUTES = 10;

    private static @Nullable List<Result> results;

    private Playwright() {}

    /** Returns whether this machine has what is needed. */
    static boolean isHere() {
        return Chromium.isHere() && NodeScript.isHere();
    }

    /** What became of each test; those of the first call when a test is repeated. */
    static synchronized List<Result> resultsOn(LocalSystem system) {
        if (results == null) {
            try {
                copySources();
                NodeScript.install(FOLDER);
                results =
                        Stream.concat(Stream.of(types()), run(system).stream()).toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return results;
    }

    private static void copySources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path name = SOURCES.relativize(file);
                if (!name.startsWith("node_modules") && !name.startsWith("results")) {
                    Path copy = FOLDER.resolve(name);
                    Files.createDirectories(copy.resolveSibling(""));
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** Playwright itself only leaves the types out. */
    private static Result types() throws IOException {
        Path output = FOLDER.resolve("types.log");
        int code = node(Map.of(), output, "node_modules/typescript/bin/tsc");
        return new Result("the tests' types", code == 0 ? "expected" : "unexpected", Files.readString(output));
    }

    private static List<Result> run(LocalSystem system) throws IOException {
        Files.deleteIfExists(REPORT);
        Path output = FOLDER.resolve("output.log");
        node(environment(system), output, "node_modules/@playwright/test/cli.js", "test");
        if (!Files.exists(REPORT)) {
            throw new AssertionError("Playwright wrote no report:\n" + Files.readString(output));
        }
        JsonNode report = Rest.JSON.readTree(REPORT.toFile());
        List<Result> found = new ArrayList<>();
        report.path("suites").forEach(suite -> addResults(suite, "", found));
        if (found.isEmpty() || !report.path("errors").isEmpty()) {
            throw new AssertionError("Playwright could not run the tests:\n" + Files.readString(output));
        }
        return List.copyOf(found);
    }

    /** Runs a program of Node.js, and returns its exit code. */
    private static int node(Map<String, String> environment, Path output, String... command) throws IOException {
        List<String> all = new ArrayList<>(List.of("node"));
        all.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(all)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (process.waitFor(MAX_MINUTES, TimeUnit.MINUTES)) {
                return process.exitValue();
            }
            throw new AssertionError("not done after " + MAX_MINUTES + " minutes:\n" + Files.readString(output));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Map<String, String> environment(LocalSystem system) {
        return Map.of(
                "SLUICE_PUBLISHER", system.publisher().toString(),
                "SLUICE_GATEWAY", system.gateway(1).toString(),
                "SLUICE_GATEWAY_TLS", system.gatewayTls(1).toString(),
                "SLUICE_BACKEND", system.backend().toString(),
                "SLUICE_CHROMIUM", Chromium.path().toString(),
                "SLUICE_CERTIFICATE_KEY", Chromium.fingerprint(system.certificate()),
                "SLUICE_PICTURES", FOLDER.resolve("pictures").toString(),
                "NODE_EXTRA_CA_CERTS", system.certificate().toString(),
                "NO_COLOR", "1");
    }

    private static void addResults(JsonNode suite, String before, List<Result> found) {
        String title = before + suite.path("title").asText().replace(".spec.ts", "") + ": ";
        suite.path("specs").forEach(spec -> found.add(Result.of(title, spec)));
        suite.path("suites").forEach(inner -> addResults(inner, title, found));
    }

    /** What became of one test. */
    static final class Result {
        private final String name;
        private final String status;
        private final String errors;
        private boolean isAskedAgain;

        private Result(String name, String status, String errors) {
            this.name = name;
            this.status = status;
            this.errors = errors;
        }

        private static Result of(String title, JsonNode spec) {
            JsonNode test = spec.path("tests").path(0);
            StringBuilder errors = new StringBuilder();
            for (JsonNode attempt : test.path("results")) {
                attempt.path("errors")
                        .forEach(error ->
                                errors.append(error.path("message").asText()).append('\n'));
            }
            return new Result(
                    title + spec.path("title").asText(), test.path("status").asText(), errors.toString());
        }

        String name() {
            return name;
        }

        /** Fails as the test did. One that passed the second time fails once: Surefire counts it as a flake. */
        void require() {
            boolean isFirst = !isAskedAgain;
            isAskedAgain = true;
            switch (status) {
                case "expected" -> {}
                case "skipped" -> Assumptions.abort("skipped by Playwright");
                case "flaky" -> {
                    if (isFirst) {
                        throw new AssertionError("it passed the second time only: " + errors);
                    }
                }
                default -> throw new AssertionError(errors + "what is left of it is in " + FOLDER.resolve("results"));
            }
        }
    }
}
