package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The system of {@code deploy/compose}, under a project's name and on ports of its own. Its images are built where they are
 * not there yet. What the engine needs to build (SLUICE_BUILD_NETWORK, SLUICE_BASE_BUILD, ..) is in this process's environment.
 */
final class ComposeSystem implements AutoCloseable {
    private static final Path FOLDER = LocalSystem.home().resolve("deploy/compose");
    /** What Kafka holds is compressed so that each service needs the native library of it. */
    private static final String COMPRESSED = "services: {kafka: {environment: {KAFKA_COMPRESSION_TYPE: %s}}}%n";

    private static final Pattern CURL = Pattern.compile("curl -N (\\S+) -H \"Authorization: Bearer ([^\"]+)\"");
    private static final int BUILD_MINUTES = 30;

    private final String project;
    private final List<String> files;
    private final int portOffset = PortOffsets.take();

    private ComposeSystem(String project, List<String> files) {
        this.project = project;
        this.files = List.copyOf(files);
    }

    /** Whether an engine answers here, and has compose. */
    static boolean isHere() {
        try {
            return new ProcessBuilder("docker", "compose", "ls")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Starts it and waits until all of it is healthy and the sample API is made.
     *
     * @param compression of what Kafka holds, such as {@code zstd}
     * @param files of the folder
     */
    static ComposeSystem start(String project, String compression, String... files) {
        List<String> all = new ArrayList<>();
        for (String file : files) {
            all.add(FOLDER.resolve(file).toString());
        }
        all.add(override(compression));
        ComposeSystem system = new ComposeSystem(project, all);
        try {
            system.compose("build");
            system.compose("up", "--detach");
            // "wait" knows no container that has ended already.
            await("the sample API")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> system.compose("ps", "--all", "--format", "{{.State}} {{.ExitCode}}", "seed")
                            .contains("exited 0"));
            return system;
        } catch (AssertionError failed) {
            String logs = system.compose("logs", "--tail", "40");
            system.close();
            throw new AssertionError(failed.getMessage() + "\n" + logs, failed);
        }
    }

    private static String override(String compression) {
        try {
            Path file = Files.createTempFile("compose", ".yaml");
            file.toFile().deleteOnExit();
            return Files.writeString(file, COMPRESSED.formatted(compression)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port(int usual) {
        return usual + portOffset;
    }

    /** The sample API as the seed shows it. */
    record Sample(URI stream, String token) {}

    Sample sample() {
        String seed = compose("logs", "--no-log-prefix", "seed");
        Matcher curl = CURL.matcher(seed);
        assertThat(curl.find()).as(seed).isTrue();
        return new Sample(URI.create(curl.group(1)), curl.group(2));
    }

    /** Returns what {@code docker compose ...} prints; fails the test when it fails. */
    String compose(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker", "compose", "--project-name", project));
        for (String file : files) {
            command.addAll(List.of("--file", file));
        }
        command.addAll(List.of(arguments));
        return run(command, environment());
    }

    Map<String, String> environment() {
        return Map.of(
                "SLUICE_HTTP_PORT",
                String.valueOf(port(8280)),
                "SLUICE_HTTPS_PORT",
                String.valueOf(port(8243)),
                "SLUICE_PUBLISHER_PORT",
                String.valueOf(port(9443)),
                "SLUICE_BACKENDS_SUBNET",
                "172.30.240.0/24",
                "SLUICE_EDGE_SUBNET",
                "172.30.241.0/24",
                "SLUICE_VERSION",
                "test",
                "COMPOSE_PROJECT_NAME",
                project);
    }

    static String run(List<String> command, Map<String, String> environment) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(BUILD_MINUTES, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as("%s:%n%s", command, printed).isZero();
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        compose("down", "--volumes", "--timeout", "10");
    }
}
