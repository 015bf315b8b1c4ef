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
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * The system of {@code deploy/compose}, under a project's name and on ports of its own. Its images are built where they are
 * not there yet. What the engine needs to build (SLUICE_BUILD_NETWORK, SLUICE_BASE_BUILD, ..) is in this process's environment.
 */
final class ComposeSystem implements TestSystem, AutoCloseable {
    /** The version that the images of this tree are given. */
    static final String TESTED = "test";

    private static final Path FOLDER = LocalSystem.home().resolve("deploy/compose");
    private static final Pattern CURL = Pattern.compile("curl -N (\\S+) -H \"Authorization: Bearer ([^\"]+)\"");
    private static final int BUILD_MINUTES = 30;

    private static @Nullable ComposeSystem shared;

    private final String project;
    private final List<String> files;
    private final int portOffset = PortOffsets.take();
    private final String adminPassword;
    private final Path certificate;
    private String version;

    private ComposeSystem(String project, String version, String adminPassword, List<String> files) {
        this.project = project;
        this.version = version;
        this.adminPassword = adminPassword;
        this.files = List.copyOf(files);
        this.certificate = temporary("certificate", ".pem");
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

    /** Builds the images of this tree. */
    static void buildImages() {
        new ComposeSystem(
                        "sluice-images",
                        TESTED,
                        "",
                        List.of(FOLDER.resolve("compose.yaml").toString()))
                .compose("build");
    }

    /**
     * A system whose Kafka keeps everything compressed, so that each service needs the native library of it.
     *
     * @param type such as {@code zstd}
     */
    static Plan compressing(String type) {
        return new Plan().with("kafka", "KAFKA_COMPRESSION_TYPE", type);
    }

    /** What is to be started. */
    static final class Plan {
        private final Map<String, Map<String, String>> settings = new TreeMap<>();
        private Path folder = FOLDER;
        private String version = TESTED;
        private String adminPassword = "";

        /** One more variable of a service. */
        Plan with(String service, String variable, String value) {
            settings.computeIfAbsent(service, none -> new TreeMap<>()).put(variable, value);
            return this;
        }

        /** What the first admin signs in with; unless it is set a random one is made. */
        Plan adminPassword(String password) {
            adminPassword = password;
            return this;
        }

        /** The compose files of another tree; its images are given that version. */
        Plan of(Path folder, String version) {
            this.folder = folder;
            this.version = version;
            return this;
        }

        /**
         * Starts it and waits until all of it is healthy and the sample API is made.
         *
         * @param names of files in the folder
         */
        ComposeSystem start(String project, String... names) {
            List<String> files = new ArrayList<>();
            for (String name : names) {
                files.add(folder.resolve(name).toString());
            }
            files.add(override());
            ComposeSystem system = new ComposeSystem(project, version, adminPassword, files);
            try {
                system.compose("build");
                system.compose("up", "--detach");
                // "wait" knows no container that has ended already.
                await("the sample API")
                        .atMost(Duration.ofMinutes(2))
                        .until(() -> system.compose("ps", "--all", "--format", "{{.State}} {{.ExitCode}}", "seed")
                                .contains("exited 0"));
                system.copyCertificate();
                return system;
            } catch (AssertionError failed) {
                String logs = system.compose("logs", "--tail", "40");
                system.close();
                throw new AssertionError(failed.getMessage() + "\n" + logs, failed);
            }
        }

        /** A file that comes last, with the variables. */
        private String override() {
            Map<String, Object> services = new TreeMap<>();
            settings.forEach((service, variables) -> services.put(service, Map.of("environment", variables)));
            services.put("sample-backend", Map.of("ports", List.of("127.0.0.1:${SLUICE_TEST_BACKEND_PORT}:8080")));
            try {
                return Files.writeString(temporary("compose", ".yaml"), new Yaml().dump(Map.of("services", services)))
                        .toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** One of each service, for tests of any system; it ends with this JVM. */
    static synchronized ComposeSystem shared() {
        ComposeSystem running = shared;
        if (running == null) {
            running = compressing("zstd")
                    .with("relay", "SLUICE_RELAY_DEMAND_LINGER", "3s")
                    // As the launcher has it, which these tests know.
                    .adminPassword("admin")
                    .with("publisher", "SLUICE_PUBLISHER_FIRST_ADMIN_ALLOW_WEAK_PASSWORD", "true")
                    .start("sluice-any", "compose.yaml");
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
            shared = running;
        }
        return running;
    }

    @Override
    public URI gateway(int node) {
        return URI.create("http://localhost:" + port(8280));
    }

    @Override
    public URI gatewayTls(int node) {
        return URI.create("https://localhost:" + port(8243));
    }

    @Override
    public URI publisher() {
        return URI.create("https://localhost:" + port(9443));
    }

    @Override
    public Path certificate() {
        return certificate;
    }

    @Override
    public URI backend() {
        return URI.create("http://sample-backend:8080");
    }

    @Override
    public URI backendOfTests() {
        return URI.create("http://localhost:" + port(8080));
    }

    /** The images that containers get from now on. */
    void takeImagesOf(String other) {
        version = other;
    }

    /** From where {@code init} has put it for those who ask: it is no secret. */
    private void copyCertificate() {
        String init = compose("ps", "--all", "--quiet", "init").strip();
        run(List.of("docker", "cp", init + ":/run/sluice/tls/certificate.pem", certificate.toString()), Map.of());
    }

    private static Path temporary(String prefix, String suffix) {
        try {
            Path file = Files.createTempFile(prefix, suffix);
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends a service's container, and waits until the next one is healthy. */
    void replace(String service) {
        compose("up", "--detach", "--no-deps", "--no-build", "--force-recreate", "--wait", service);
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
                "SLUICE_ADMIN_PASSWORD",
                adminPassword,
                "SLUICE_TEST_BACKEND_PORT",
                String.valueOf(port(8080)),
                "SLUICE_HTTP_PORT",
                String.valueOf(port(8280)),
                "SLUICE_HTTPS_PORT",
                String.valueOf(port(8243)),
                "SLUICE_PUBLISHER_PORT",
                String.valueOf(port(9443)),
                "SLUICE_PORTAL_ORIGINS",
                "https://localhost:" + port(9443),
                "SLUICE_BACKENDS_SUBNET",
                "172.30.240.0/24",
                "SLUICE_EDGE_SUBNET",
                "172.30.241.0/24",
                "SLUICE_VERSION",
                version,
                "COMPOSE_PROJECT_NAME",
                project);
    }

    /** Returns what a command prints; fails the test when it fails. */
    static String run(List<String> command, Map<String, String> environment) {
        return run(command, environment, 0);
    }

    /** Returns what a command prints; fails the test when it ends with another exit code. */
    static String run(List<String> command, Map<String, String> environment, int exitCode) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(BUILD_MINUTES, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as("%s:%n%s", command, printed).isEqualTo(exitCode);
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
