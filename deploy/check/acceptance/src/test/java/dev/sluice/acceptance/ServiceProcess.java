package dev.sluice.acceptance;

import static org.awaitility.Awaitility.await;

import dev.sluice.embedded.FreePorts;
import dev.sluice.embedded.LocalCertificate;
import dev.sluice.testsupport.PostgresServer;
import dev.sluice.testsupport.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One service as a process of this test's own: nothing starts it again. */
final class ServiceProcess implements AutoCloseable {
    private static final Duration READY_BOUND = Duration.ofSeconds(60);

    private final Process process;
    private final URI url;
    private final int dataPlane;

    private ServiceProcess(Process process, URI url, int dataPlane) {
        this.process = process;
        this.url = url;
        this.dataPlane = dataPlane;
    }

    /** Starts a publisher with a new database, whose administrator is {@code admin} with this password, too. */
    static ServiceProcess publisher(
            String bootstrapServers, String prefix, LocalCertificate tls, Map<String, String> settings)
            throws IOException {
        TestDatabase database = PostgresServer.freshDatabase();
        Map<String, String> all = new HashMap<>(Map.of(
                "sluice.publisher.database.url", database.jdbcUrl(),
                "sluice.publisher.database.username", database.username(),
                "sluice.publisher.first-admin.allow-weak-password", "true",
                "sluice.publisher.outbound.allow-private", "true",
                "sluice.publisher.tls.certificate-file", tls.certificate().toString(),
                "sluice.publisher.tls.key-file", tls.key().toString()));
        all.putAll(settings);
        Map<String, String> secrets = Map.of(
                "SLUICE_PUBLISHER_DATABASE_PASSWORD",
                database.password(),
                "SLUICE_PUBLISHER_FIRST_ADMIN_PASSWORD",
                "admin");
        return start("publisher-service", "publisher-1", bootstrapServers, prefix, all, secrets);
    }

    /**
     * Starts a service and waits until it is ready.
     *
     * @param secrets environment variables
     */
    static ServiceProcess start(
            String module,
            String nodeId,
            String bootstrapServers,
            String prefix,
            Map<String, String> settings,
            Map<String, String> secrets)
            throws IOException {
        int port = FreePorts.any();
        int management = FreePorts.any();
        int dataPlane = FreePorts.any();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dsluice.node.id=" + nodeId,
                "-Dsluice.kafka.bootstrap-servers=" + bootstrapServers,
                "-Dsluice.kafka.topic-prefix=" + prefix,
                "-Dsluice.kafka.replication-factor=1"));
        boolean publisher = module.equals("publisher-service");
        if (publisher) {
            command.add("-Dquarkus.http.ssl-port=" + port);
            command.add("-Dquarkus.management.port=" + management);
            command.add("-Dquarkus.management.host=127.0.0.1");
        } else {
            command.add("-Dquarkus.http.port=" + port);
            command.add("-Dsluice.gateway.http.port=" + dataPlane);
        }
        settings.forEach((key, value) -> command.add("-D" + key + '=' + value));
        command.add("-jar");
        command.add(Path.of(System.getProperty("sluice.home", "../../.."), module, "target/quarkus-app/quarkus-run.jar")
                .toString());
        Path log = Files.createTempFile(nodeId, ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(secrets);
        URI url = URI.create((publisher ? "https" : "http") + "://localhost:" + port);
        ServiceProcess service = new ServiceProcess(builder.start(), url, dataPlane);
        URI health = URI.create("http://127.0.0.1:" + (publisher ? management : port) + "/q/health/ready");
        await(nodeId + ", see " + log).atMost(READY_BOUND).ignoreExceptions().until(() -> {
            return Rest.send("GET", health, null, null).status() == 200;
        });
        return service;
    }

    URI url() {
        return url;
    }

    /** A gateway's port for clients. */
    int dataPlane() {
        return dataPlane;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGTERM. */
    void askToEnd() {
        process.destroy();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
