package dev.sluice.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A Kafka node in a process of its own, which the kernel kills with this JVM. Its folder holds {@code data} and, of its last
 * start, {@code kafka.log} and {@code stderr.log}.
 */
final class NodeProcess {
    private static final String READY = "ready";
    /** At the next record that is written to it. */
    private static final Duration GIVES_UP_WITHIN = Duration.ofSeconds(30);

    private static final String LOG_MANAGER = "java.util.logging.manager";

    private final Path folder;
    private final Process process;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    private NodeProcess(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
        // Not a virtual one: a read of a pipe keeps the thread that carries it.
        Thread.ofPlatform().daemon().name("kafka-node-output").start(this::readOutput);
    }

    /** Does not wait: a node takes requests only when most of its controllers run. */
    static NodeProcess start(Path folder, KafkaNode self, List<KafkaNode> nodes, Map<String, String> overrides)
            throws IOException {
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED"));
        String logManager = System.getProperty(LOG_MANAGER);
        if (logManager != null) {
            command.add("-D" + LOG_MANAGER + '=' + logManager);
        }
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                NodeProcess.class.getName(),
                folder.toString(),
                Integer.toString(self.id())));
        nodes.forEach(node -> command.add(node.toArgument()));
        overrides.forEach((key, value) -> command.add(key + '=' + value));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(folder.resolve("stderr.log").toFile());
        return new NodeProcess(folder, ChildProcess.start("KILL", builder));
    }

    /** Runs a node until the process is killed: {@code FOLDER ID NODE... KEY=VALUE...}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        int id = Integer.parseInt(arguments[1]);
        List<KafkaNode> nodes = new ArrayList<>();
        Map<String, String> overrides = new HashMap<>();
        for (String argument : List.of(arguments).subList(2, arguments.length)) {
            int equals = argument.indexOf('=');
            if (equals < 0) {
                nodes.add(KafkaNode.ofArgument(argument));
            } else {
                overrides.put(argument.substring(0, equals), argument.substring(equals + 1));
            }
        }
        KafkaNode self =
                nodes.stream().filter(node -> node.id() == id).findFirst().orElseThrow();
        BrokerLog.toFile(folder.resolve("kafka.log"));
        new EmbeddedKafka(folder.resolve("data"), self, nodes, overrides).start();
        System.out.println(READY);
        Thread.currentThread().join();
    }

    /** Returns when it takes requests, at most about a minute after its start. */
    void awaitReady() throws IOException {
        try {
            ready.join();
        } catch (CompletionException failed) {
            throw new IOException("a Kafka node did not start, see the logs in " + folder, failed.getCause());
        }
    }

    /** SIGKILL; returns when it is gone. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** @param signal such as {@code STOP} */
    void signal(String signal) throws IOException {
        run("kill", "-" + signal, Long.toString(process.pid()));
    }

    /** From now on none of its files may grow; returns when it has ended for that. */
    void fillDisk() throws IOException {
        run("prlimit", "--pid", Long.toString(process.pid()), "--fsize=0:");
        try {
            process.onExit()
                    .orTimeout(GIVES_UP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException goesOn) {
            throw new IOException("the Kafka node in " + folder + " goes on with a full disk", goesOn);
        }
    }

    private void run(String... command) throws IOException {
        Process tool = new ProcessBuilder(command).inheritIO().start();
        if (tool.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " failed for the Kafka node in " + folder);
        }
    }

    private void readOutput() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals(READY)) {
                    ready.complete(null);
                }
            }
            ready.completeExceptionally(new IOException("it ended before it was ready"));
        } catch (IOException cut) {
            ready.completeExceptionally(cut);
        }
    }
}
