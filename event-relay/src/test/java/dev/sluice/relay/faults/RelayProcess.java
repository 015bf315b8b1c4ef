package dev.sluice.relay.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One relay in a process of its own, so that it can be killed and frozen. */
final class RelayProcess implements AutoCloseable {
    private final Process process;
    private final Path log;

    private RelayProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static RelayProcess start(Installation installation, String nodeId, Duration linger, Duration deliveryTimeout) {
        return start(installation, nodeId, linger, deliveryTimeout, Integer.MAX_VALUE);
    }

    static RelayProcess start(
            Installation installation, String nodeId, Duration linger, Duration deliveryTimeout, int maxChannelsOfApi) {
        return start(installation, nodeId, linger, deliveryTimeout, maxChannelsOfApi, List.of());
    }

    /** One that ends as if it were killed when it comes to a step for the n-th time. */
    static RelayProcess failingAt(Installation installation, String nodeId, FailPoint.Step step, int times) {
        return failingAt(installation, nodeId, step, times, FailPoint.Way.HALT);
    }

    static RelayProcess failingAt(
            Installation installation, String nodeId, FailPoint.Step step, int times, FailPoint.Way way) {
        return start(
                installation,
                nodeId,
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Integer.MAX_VALUE,
                List.of("-D" + FailPoint.SETTING + '=' + step + ':' + times + ':' + way));
    }

    private static RelayProcess start(
            Installation installation,
            String nodeId,
            Duration linger,
            Duration deliveryTimeout,
            int maxChannelsOfApi,
            List<String> flags) {
        try {
            Path log = Files.createTempFile(nodeId + '-', ".log");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx192m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
            command.addAll(flags);
            command.addAll(List.of(
                    "-cp",
                    System.getProperty("java.class.path"),
                    RelayMain.class.getName(),
                    installation.bootstrapServers(),
                    installation.topics().prefix(),
                    String.valueOf(installation.topics().shards()),
                    nodeId,
                    String.valueOf(linger.toMillis()),
                    String.valueOf(deliveryTimeout.toMillis()),
                    String.valueOf(maxChannelsOfApi)));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new RelayProcess(process, log);
        } catch (IOException failed) {
            throw new UncheckedIOException("the relay did not start", failed);
        }
    }

    static RelayProcess start(Installation installation, String nodeId) {
        return start(installation, nodeId, Duration.ofSeconds(60), Duration.ofSeconds(60));
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** {@code SIGTERM}, and waits for the end. */
    void stop() {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                throw new AssertionError("the relay has not ended; its log: " + log);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until it has ended by itself, and answers how. */
    int exitCode() {
        awaitEnd();
        return process.exitValue();
    }

    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", '-' + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new AssertionError("kill -" + name + " has failed");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroyForcibly();
            awaitEnd();
        }
    }
}
