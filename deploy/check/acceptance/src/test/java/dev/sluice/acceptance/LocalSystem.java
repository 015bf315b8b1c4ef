package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.embedded.LocalCertificate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The whole of Sluice as {@code ./sluice up --nodes 2} runs it: the launcher's own process and all it starts, on ports and
 * data of its own. Systems are shared by the test classes of this JVM, one for each list of settings.
 */
final class LocalSystem implements TestSystem, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration READY_BOUND = Duration.ofMinutes(3);
    private static final ConcurrentMap<List<String>, LocalSystem> SHARED = new ConcurrentHashMap<>();

    private static final Path HOME = Path.of(System.getProperty("sluice.home", "../../.."))
            .toAbsolutePath()
            .normalize();
    private final Path data;
    private final int portOffset = PortOffsets.take();
    private final List<String> settings;
    private final List<String> output = new ArrayList<>();
    private final CountDownLatch ready = new CountDownLatch(1);
    private Process launcher;

    private LocalSystem(List<String> settings) {
        this.settings = settings;
        try {
            data = Files.createTempDirectory("sluice-acceptance");
            launcher = start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The project. */
    static Path home() {
        return HOME;
    }

    /** A system with short waits: a channel without demand is left after 3 s. */
    static LocalSystem shared(String... settings) {
        List<String> all = new ArrayList<>(List.of("sluice.relay.demand.linger=3s"));
        all.addAll(List.of(settings));
        LocalSystem shared = SHARED.computeIfAbsent(List.copyOf(all), wanted -> {
            LocalSystem system = new LocalSystem(wanted);
            Runtime.getRuntime().addShutdownHook(new Thread(system::close));
            system.awaitReady();
            return system;
        });
        shared.awaitAllReady();
        return shared;
    }

    /** A test before may have killed what is not back yet. */
    private void awaitAllReady() {
        await("all services are ready")
                .atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(states().values()).containsOnly("ready"));
    }

    /** A system of its own, not started with others. */
    static LocalSystem own(String... settings) {
        LocalSystem system = new LocalSystem(List.of(settings));
        system.awaitReady();
        return system;
    }

    private Process start() throws IOException {
        List<String> command = new ArrayList<>(command("up", "--nodes", "2", "--no-build"));
        for (String setting : settings) {
            command.add("--set");
            command.add(setting);
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        // Not a virtual one: a read of a pipe keeps the thread that carries it.
        Thread.ofPlatform().daemon().name("launcher-output").start(() -> readOutput(process));
        return process;
    }

    private void readOutput(Process process) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (output) {
                    output.add(line);
                }
                if (line.contains(" stops everything")) {
                    ready.countDown();
                }
            }
        } catch (IOException gone) {
            synchronized (output) {
                output.add("output ended: " + gone);
            }
        }
    }

    private void awaitReady() {
        try {
            long deadline = System.nanoTime() + READY_BOUND.toNanos();
            boolean isReady = false;
            while (!isReady && launcher.isAlive() && System.nanoTime() < deadline) {
                isReady = ready.await(500, TimeUnit.MILLISECONDS);
            }
            if (!isReady || output().stream().anyMatch(line -> line.contains("FAILED"))) {
                throw new AssertionError("not ready within " + READY_BOUND + ":\n" + String.join("\n", output()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the system started", e);
        }
    }

    /** What the launcher has printed so far. */
    List<String> output() {
        synchronized (output) {
            return List.copyOf(output);
        }
    }

    Path data() {
        return data;
    }

    long launcherPid() {
        return launcher.pid();
    }

    int port(int usual) {
        return usual + portOffset;
    }

    @Override
    public URI gateway(int node) {
        return URI.create("http://localhost:" + port(8280 + (node - 1) * 10));
    }

    @Override
    public URI gatewayTls(int node) {
        return URI.create("https://localhost:" + port(8243 + (node - 1) * 10));
    }

    @Override
    public URI publisher() {
        return URI.create("https://localhost:" + port(9443));
    }

    @Override
    public Path certificate() {
        return LocalCertificate.in(data.resolve("tls")).certificate();
    }

    @Override
    public URI backend() {
        return URI.create("http://localhost:" + port(8080));
    }

    @Override
    public URI backendOfTests() {
        return backend();
    }

    String bootstrapServers() {
        return "localhost:" + port(9448);
    }

    /** Returns the process of a node, empty while it has none. */
    Optional<Long> pid(String nodeId) {
        for (JsonNode service : status()) {
            if (service.get("nodeId").asText().equals(nodeId) && lives(service)) {
                return Optional.of(service.get("pid").asLong());
            }
        }
        return Optional.empty();
    }

    String state(String nodeId) {
        return states().getOrDefault(nodeId, "unknown");
    }

    /** Returns the states by the names of the nodes; a service whose process is gone is {@code stopped}. */
    Map<String, String> states() {
        Map<String, String> states = new HashMap<>();
        for (JsonNode service : status()) {
            boolean gone = service.hasNonNull("pid") && !lives(service);
            states.put(
                    service.get("nodeId").asText(),
                    gone ? "stopped" : service.get("state").asText());
        }
        return states;
    }

    /** Returns what {@code status --json} shows, from the file it reads: a JVM for each look would take half a second. */
    private JsonNode status() {
        try {
            return JSON.readTree(data.resolve("state.json").toFile()).get("services");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean lives(JsonNode service) {
        return service.hasNonNull("pid")
                && ProcessHandle.of(service.get("pid").asLong())
                        .filter(ProcessHandle::isAlive)
                        .isPresent();
    }

    /** Ends a node's process with SIGKILL and waits until it is gone; the launcher starts it again. */
    void kill(String nodeId) {
        long pid = pid(nodeId).orElseThrow(() -> new AssertionError(nodeId + " has no process"));
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        run(List.of("kill", "-KILL", Long.toString(pid)));
        process.onExit().join();
    }

    /** Asks a node's process to end and waits until it has; the launcher starts it again. */
    void stop(String nodeId) {
        long pid = pid(nodeId).orElseThrow(() -> new AssertionError(nodeId + " has no process"));
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        run(List.of("kill", "-TERM", Long.toString(pid)));
        process.onExit().join();
    }

    /** Stops a node's process in its tracks. */
    void freeze(String nodeId) {
        run(List.of("kill", "-STOP", Long.toString(pid(nodeId).orElseThrow())));
    }

    void thaw(String nodeId) {
        run(List.of("kill", "-CONT", Long.toString(pid(nodeId).orElseThrow())));
    }

    private List<String> command(String... arguments) {
        Path target = HOME.resolve("deploy/dev/local/target");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dsluice.launcher.home=" + HOME,
                "-Djava.io.tmpdir=" + temporary(),
                "-cp",
                target.resolve("local-0.1.0-SNAPSHOT.jar") + ":" + target.resolve("lib") + "/*",
                "dev.sluice.local.Main"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", data.toString(), "--port-offset", Integer.toString(portOffset)));
        return command;
    }

    /** As the script makes it. */
    private Path temporary() {
        try {
            return Files.createDirectories(data.resolve("tmp/launcher"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(command + " failed: " + text);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends the launcher as Ctrl-C would, and waits until it is gone. */
    @Override
    public void close() {
        launcher.destroy();
        try {
            if (!launcher.waitFor(60, TimeUnit.SECONDS)) {
                launcher.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
