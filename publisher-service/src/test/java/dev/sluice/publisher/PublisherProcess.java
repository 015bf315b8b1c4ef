package dev.sluice.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.embedded.CertificateTrust;
import dev.sluice.embedded.ChildProcess;
import dev.sluice.embedded.FreePorts;
import dev.sluice.embedded.LocalCertificate;
import dev.sluice.testsupport.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/**
 * The packaged publisher in a process of its own, as the launcher starts it. Test classes that use it are named
 * {@code *ProcessIT}: those run once the service is packaged.
 */
final class PublisherProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final LocalCertificate TLS =
            LocalCertificate.in(Path.of("target", "tls").toAbsolutePath());
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Process process;
    private final Path log;
    private final int port;
    private final int managementPort;

    private PublisherProcess(Process process, Path log, int port, int managementPort) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** Starts it; {@link #awaitReady} waits. */
    static PublisherProcess start(Map<String, String> settings) throws IOException {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(
                    "no " + JAR.toAbsolutePath() + ": run this test in mvn verify, in a class named *ProcessIT");
        }
        int port = FreePorts.any();
        int managementPort = FreePorts.any();
        Map<String, String> all = new TreeMap<>(settings);
        TLS.ensure();
        all.putIfAbsent(
                "sluice.publisher.tls.certificate-file", TLS.certificate().toString());
        all.putIfAbsent("sluice.publisher.tls.key-file", TLS.key().toString());
        all.put("quarkus.http.ssl-port", Integer.toString(port));
        all.put("quarkus.http.host", "127.0.0.1");
        all.put("quarkus.management.port", Integer.toString(managementPort));
        all.put("quarkus.management.host", "127.0.0.1");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        all.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-jar", JAR.toAbsolutePath().toString()));
        Path log = Files.createTempFile(Path.of("target"), "publisher-", ".log");
        Process process = ChildProcess.start(
                "KILL", new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()));
        return new PublisherProcess(process, log, port, managementPort);
    }

    static Map<String, String> settings(String nodeId, TestDatabase database, String bootstrapServers, String prefix) {
        return Map.of(
                "sluice.node.id",
                nodeId,
                "sluice.publisher.first-admin.password",
                "admin",
                "sluice.publisher.first-admin.allow-weak-password",
                "true",
                "sluice.publisher.database.url",
                database.jdbcUrl(),
                "sluice.publisher.database.username",
                database.username(),
                "sluice.publisher.database.password",
                database.password(),
                "sluice.kafka.bootstrap-servers",
                bootstrapServers,
                "sluice.kafka.topic-prefix",
                prefix,
                "sluice.kafka.replication-factor",
                "1",
                "sluice.publisher.outbound.allow-private",
                "true");
    }

    PublisherProcess awaitReady() {
        Awaitility.await()
                .atMost(START_LIMIT)
                .failFast(() -> assertThat(process.isAlive()).as(log()).isTrue())
                .until(this::isReady);
        return this;
    }

    boolean isReady() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + managementPort + "/q/health/ready"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** @param shownPort of the balancer before it */
    TestBrowser browser(int shownPort) {
        return TestBrowser.overTls(port, shownPort, trusted());
    }

    Requests requests() {
        return new Requests(port, trusted());
    }

    private static KeyStore trusted() {
        try {
            return CertificateTrust.keyStore(TLS.certificate());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** All that comes back for these bytes of HTTP. */
    String exchange(String request) throws IOException {
        try (Socket socket = CertificateTrust.sslContext(TLS.certificate())
                .getSocketFactory()
                .createSocket("localhost", port)) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    int port() {
        return port;
    }

    Process process() {
        return process;
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException gone) {
            return "no log: " + gone;
        }
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
