package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.backend.BackendServer;
import dev.sluice.embedded.EmbeddedKafka;
import dev.sluice.embedded.EmbeddedPostgres;
import dev.sluice.embedded.FreePorts;
import dev.sluice.embedded.LocalCertificate;
import dev.sluice.embedded.PostgresSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL restored from a backup, Kafka new and empty, as {@code docs/operations/backup.md} has it, with clients attached. */
@Tag("faults")
class RestoreIT {
    private static final String PREFIX = "sluice";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    @TempDir
    Path folder;

    private final int gatewayPort = FreePorts.any();
    private final List<ServiceProcess> processes = new CopyOnWriteArrayList<>();
    private LocalCertificate tls;
    private EmbeddedKafka kafka;
    private EmbeddedPostgres postgres;
    private BackendServer backend;

    @BeforeEach
    void start() throws IOException {
        tls = LocalCertificate.in(folder.resolve("tls"));
        tls.ensure();
        kafka = new EmbeddedKafka(folder.resolve("kafka"), FreePorts.any(), FreePorts.any(), Map.of());
        kafka.start();
        postgres = new EmbeddedPostgres(
                PostgresSettings.of(folder.resolve("postgres"), FreePorts.any()).fastForTests());
        postgres.start();
        backend = BackendServer.on(0);
    }

    @AfterEach
    void stop() throws IOException {
        processes.forEach(ServiceProcess::close);
        kafka.close();
        postgres.close();
        backend.close();
    }

    private ServiceProcess started(ServiceProcess process) {
        processes.add(process);
        return process;
    }

    private ServiceProcess publisher(String nodeId) throws IOException {
        return publisher(nodeId, Map.of());
    }

    private ServiceProcess restoredPublisher(String nodeId) throws IOException {
        return publisher(nodeId, Map.of("sluice.publisher.rebuild", "true"));
    }

    private ServiceProcess publisher(String nodeId, Map<String, String> more) throws IOException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "sluice.publisher.database.url", postgres.jdbcUrl(),
                "sluice.publisher.database.username", postgres.username(),
                "sluice.publisher.first-admin.allow-weak-password", "true",
                "sluice.publisher.outbound.allow-private", "true",
                "sluice.publisher.tls.certificate-file", tls.certificate().toString(),
                "sluice.publisher.tls.key-file", tls.key().toString()));
        settings.putAll(more);
        Map<String, String> secrets = Map.of(
                "SLUICE_PUBLISHER_DATABASE_PASSWORD",
                postgres.password(),
                "SLUICE_PUBLISHER_FIRST_ADMIN_PASSWORD",
                "admin");
        return started(
                ServiceProcess.start("publisher-service", nodeId, kafka.bootstrapServers(), PREFIX, settings, secrets));
    }

    private ServiceProcess service(String module, String nodeId, Map<String, String> settings) throws IOException {
        return started(ServiceProcess.start(module, nodeId, kafka.bootstrapServers(), PREFIX, settings, Map.of()));
    }

    private ServiceProcess relay() throws IOException {
        return service("event-relay", "relay-1", Map.of("sluice.relay.outbound.allow-private", "true"));
    }

    private ServiceProcess gateway() throws IOException {
        return service("gateway-service", "gateway-1", Map.of("sluice.gateway.http.port", String.valueOf(gatewayPort)));
    }

    private Portal portal(ServiceProcess publisher) {
        return new Portal(publisher.url(), tls.certificate());
    }

    private URI gatewayUrl() {
        return URI.create("http://localhost:" + gatewayPort);
    }

    private URI backendUrl() {
        return URI.create("http://127.0.0.1:" + backend.port());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (java.util.stream.Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        try (java.util.stream.Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void whatTheBackupHasIsServedAgainAndEveryClientIsToldOfItsGap() throws Exception {
        // Given
        ServiceProcess publisher = publisher("publisher-1");
        Portal portal = portal(publisher);
        ServiceProcess relay = relay();
        ServiceProcess gateway = gateway();
        Portal.Api api = portal.deployedApi("kept", backendUrl(), "/prices/{symbol}");
        String token = portal.subscribedToken(api);
        String path = api.basePath() + "/prices/AAA?rate=20";
        String lastId;
        try (Stream stream = Stream.open(gatewayUrl(), path, token)) {
            stream.nextOfBackend(SOON);
            lastId = stream.nextOfBackend(SOON).id();
        }
        publisher.close();
        postgres.stop();
        copy(folder.resolve("postgres"), folder.resolve("backup"));
        postgres.start();
        publisher = publisher("publisher-1");
        Portal.Api late = portal(publisher).deployedApi("late", backendUrl(), "/prices/{symbol}");
        String lateToken = portal(publisher).subscribedToken(late);

        try (ResumingClient client = new ResumingClient(List.of(gatewayUrl()), 0, path, token)) {
            await().atMost(SOON).until(() -> client.received().size() > 20);

            // When
            publisher.close();
            postgres.kill();
            kafka.close();
            delete(folder.resolve("kafka"));
            delete(folder.resolve("postgres"));
            copy(folder.resolve("backup"), folder.resolve("postgres"));
            postgres.start();
            kafka.start();
            Thread second = Thread.ofVirtual().start(() -> Rest.ask(() -> restoredPublisher("publisher-2")));
            Portal restored = portal(restoredPublisher("publisher-1"));
            second.join();
            relay.close();
            relay();
            long before = backendEvents(client);
            gateway.close();
            gateway();

            // Then: who was attached and who comes back with an id of the old log are told, and go on.
            await("the attached client").atMost(PATIENCE).until(() -> backendEvents(client) > 20 + before);
            assertNothingIsSilent(client.received());
            try (Stream resumed = Stream.open(gatewayUrl(), path, token, lastId)) {
                assertThat(resumed.header("Sluice-Resume")).isIn("gap", "reset");
                assertThat(resumed.next(SOON).type()).isEqualTo("sluice.gap");
                assertThat(resumed.nextOfBackend(SOON).type()).isEqualTo("price");
            }
            // What came after the backup is gone, and what is new works.
            try (Stream gone = Stream.open(gatewayUrl(), late.basePath() + "/prices/AAA", lateToken)) {
                assertThat(gone.status()).isEqualTo(404);
            }
            assertThat(restored.api(api.id()).path("lifeCycleStatus").asText()).isEqualTo("PUBLISHED");
            Portal.Api next = restored.deployedApi("next", backendUrl(), "/prices/{symbol}");
            try (Stream stream = Stream.open(
                    gatewayUrl(), next.basePath() + "/prices/BBB?rate=20", restored.subscribedToken(next))) {
                assertThat(stream.nextOfBackend(SOON).type()).isEqualTo("price");
            }
        }
    }

    private static long backendEvents(ResumingClient client) {
        return client.received().stream().filter(event -> !event.isControl()).count();
    }

    /** Numbers go up by one, but after a gap. */
    private static void assertNothingIsSilent(List<Stream.Event> received) {
        long last = -1;
        List<String> gaps = new ArrayList<>();
        for (Stream.Event event : received) {
            if (event.type().equals("sluice.gap")) {
                gaps.add(event.data());
                last = -1;
            } else if (!event.isControl()) {
                long number = Judgement.number(event.data());
                if (last >= 0) {
                    assertThat(number).as("after %d, gaps %s", last, gaps).isEqualTo(last + 1);
                }
                last = number;
            }
        }
        assertThat(gaps).as("the log is gone: each client is sent a gap").isNotEmpty();
    }
}
