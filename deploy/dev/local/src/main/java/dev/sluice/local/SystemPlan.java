package dev.sluice.local;

import dev.sluice.embedded.EmbeddedKafka;
import dev.sluice.embedded.EmbeddedPostgres;
import dev.sluice.embedded.LocalCertificate;
import dev.sluice.embedded.PostgresSettings;
import dev.sluice.local.supervision.EnginePart;
import dev.sluice.local.supervision.JavaProgram;
import dev.sluice.local.supervision.PartId;
import dev.sluice.local.supervision.PlannedPart;
import dev.sluice.local.supervision.ProcessPart;
import dev.sluice.setup.LocalKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All parts of the local system: what each is started with, and after what. */
final class SystemPlan {
    private static final String KAFKA = "kafka-1";
    private static final String POSTGRES = "postgres-1";
    private static final String GATEWAY = "gateway-service";
    private static final String DEFINITION = "definition-service";
    private static final String SECRET_KEYS = "sluice.secrets.key-file";

    private final Command.Up up;
    private final DataFolder data;
    private final ProgramCopies programs;
    private final Path javaHome;
    private final boolean newData;
    private final LocalCertificate certificate;

    /** @param newData whether this is the first start over the data */
    SystemPlan(Command.Up up, DataFolder data, boolean newData, ProgramCopies programs, Path javaHome) {
        this.up = up;
        this.data = data;
        this.newData = newData;
        this.programs = programs;
        this.javaHome = javaHome;
        this.certificate = LocalCertificate.in(data.tls().toAbsolutePath());
    }

    /** In the order in which they are shown; copies the programs, and makes the certificate and keys that are not there. */
    List<PlannedPart> parts() throws IOException {
        certificate.ensure();
        LocalKeys.ensure(data.ticketKeys());
        LocalKeys.ensure(data.secretKeys());
        Ports ports = up.ports();
        EmbeddedPostgres postgres = new EmbeddedPostgres(PostgresSettings.of(data.postgres(), ports.postgres()));
        EmbeddedKafka kafka = new EmbeddedKafka(data.kafka(), ports.kafka(), ports.kafkaController(), Map.of());
        List<PlannedPart> parts = new ArrayList<>();
        parts.add(new PlannedPart(
                new EnginePart(new PartId("kafka", KAFKA, ports.kafka()), data.log(KAFKA), new KafkaEngine(kafka)),
                Set.of(),
                5));
        parts.add(new PlannedPart(
                new EnginePart(
                        new PartId("postgres", POSTGRES, ports.postgres()),
                        postgres.logFile(),
                        new PostgresEngine(postgres)),
                Set.of(),
                4));
        parts.add(new PlannedPart(sampleBackend(), Set.of(), 3));
        parts.add(new PlannedPart(definition(), Set.of(), 3));
        parts.add(new PlannedPart(publisher(postgres), Set.of(KAFKA, POSTGRES), 2));
        for (int node = 1; node <= up.nodes(); node++) {
            parts.add(new PlannedPart(relay(node), Set.of(KAFKA), 1));
            parts.add(new PlannedPart(gateway(node), Set.of(KAFKA), 0));
        }
        return parts;
    }

    private ProcessPart sampleBackend() throws IOException {
        int port = up.ports().sampleBackend();
        Path jar = programs.of(
                "sample-backend", "deploy/dev/sample-backend/target/sample-backend-0.1.0-SNAPSHOT.jar", true);
        PartId id = new PartId("sample-backend", "sample-backend-1", port);
        JavaProgram program = new JavaProgram(
                javaHome,
                JvmFlags.small("192m"),
                Map.of(),
                jar,
                List.of("--port", String.valueOf(port)),
                temporary(id));
        return new ProcessPart(id, program, Map::of, local(port, "/stats"), data.log(id.nodeId()));
    }

    private ProcessPart definition() throws IOException {
        int port = up.ports().definition();
        PartId id = new PartId(DEFINITION, "definition-1", port);
        Map<String, String> settings = shared(id);
        settings.put("quarkus.http.port", String.valueOf(port));
        settings.put("quarkus.http.host", "127.0.0.1");
        settings.putAll(up.settings().of("definition"));
        return new ProcessPart(
                id, service(id, settings), Map::of, local(port, "/q/health/ready"), data.log(id.nodeId()));
    }

    private ProcessPart publisher(EmbeddedPostgres postgres) throws IOException {
        Ports ports = up.ports();
        PartId id = new PartId("publisher-service", "publisher-1", ports.publisher());
        Map<String, String> settings = shared(id);
        settings.put("quarkus.http.ssl-port", String.valueOf(ports.publisher()));
        settings.put("quarkus.http.host", "127.0.0.1");
        settings.put(
                "sluice.publisher.tls.certificate-file",
                certificate.certificate().toString());
        settings.put("sluice.publisher.tls.key-file", certificate.key().toString());
        settings.put("quarkus.management.port", String.valueOf(ports.publisherManagement()));
        settings.put("quarkus.management.host", "127.0.0.1");
        settings.put(SECRET_KEYS, absolute(data.secretKeys()));
        settings.put("sluice.publisher.database.url", postgres.jdbcUrl());
        settings.put("sluice.publisher.database.username", postgres.username());
        settings.put("sluice.publisher.first-admin.allow-weak-password", "true");
        settings.put("sluice.publisher.definition.url", "http://127.0.0.1:" + ports.definition());
        // The sample backend is on this machine, where a publisher must not look otherwise.
        settings.put("sluice.publisher.outbound.allow-private", "true");
        settings.put("sluice.publisher.token.issuer", "https://localhost:" + ports.publisher() + "/oauth2/token");
        settings.put("sluice.publisher.environment.http-port", String.valueOf(ports.gateway(1)));
        settings.put("sluice.publisher.environment.https-port", String.valueOf(ports.gatewayTls(1)));
        settings.putAll(up.settings().of("publisher"));
        return new ProcessPart(
                id,
                service(id, settings),
                () -> Map.of(
                        "SLUICE_PUBLISHER_DATABASE_PASSWORD",
                        postgres.password(),
                        "SLUICE_PUBLISHER_FIRST_ADMIN_PASSWORD",
                        LocalAdmin.PASSWORD),
                local(ports.publisherManagement(), "/q/health/ready"),
                data.log(id.nodeId()));
    }

    private ProcessPart relay(int node) throws IOException {
        int management = up.ports().relayManagement(node);
        PartId id = new PartId("event-relay", "relay-" + node, management);
        Map<String, String> settings = shared(id);
        settings.put("quarkus.http.port", String.valueOf(management));
        settings.put("quarkus.http.host", "127.0.0.1");
        settings.put(SECRET_KEYS, absolute(data.secretKeys()));
        // The sample backend is on this machine, where a relay must not connect to otherwise.
        settings.put("sluice.relay.outbound.allow-private", "true");
        settings.putAll(up.settings().of("relay"));
        return new ProcessPart(
                id, service(id, settings), Map::of, local(management, "/q/health/ready"), data.log(id.nodeId()));
    }

    private ProcessPart gateway(int node) throws IOException {
        Ports ports = up.ports();
        int management = ports.gatewayManagement(node);
        PartId id = new PartId(GATEWAY, "gateway-" + node, ports.gateway(node));
        Map<String, String> settings = shared(id);
        settings.put("quarkus.http.port", String.valueOf(management));
        settings.put("quarkus.http.host", "127.0.0.1");
        settings.put("sluice.gateway.http.host", "127.0.0.1");
        settings.put("sluice.gateway.http.port", String.valueOf(ports.gateway(node)));
        settings.put("sluice.gateway.https.port", String.valueOf(ports.gatewayTls(node)));
        settings.put(
                "sluice.gateway.tls.certificate-file", certificate.certificate().toString());
        settings.put("sluice.gateway.tls.key-file", certificate.key().toString());
        settings.put("sluice.gateway.tickets.key-file", absolute(data.ticketKeys()));
        settings.put(
                "sluice.gateway.portal-origins",
                "https://localhost:" + ports.publisher() + ",https://127.0.0.1:" + ports.publisher());
        // No balancer is there, and the user who stops the system waits for it.
        settings.put("sluice.gateway.drain.notice", "0s");
        settings.put("sluice.gateway.drain.window", "5s");
        settings.putAll(up.settings().of("gateway"));
        return new ProcessPart(
                id, service(id, settings), Map::of, local(management, "/q/health/ready"), data.log(id.nodeId()));
    }

    private Map<String, String> shared(PartId id) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("sluice.node.id", id.nodeId());
        settings.put("sluice.kafka.bootstrap-servers", "127.0.0.1:" + up.ports().kafka());
        settings.put("sluice.kafka.replication-factor", "1");
        // While a service starts, the launcher asks often whether it is ready; each "not yet" would be a line.
        settings.put("quarkus.log.category.\"io.smallrye.health\".level", "WARN");
        return settings;
    }

    private JavaProgram service(PartId id, Map<String, String> settings) throws IOException {
        Path jar = programs.of(id.name(), id.name() + "/target/quarkus-app/quarkus-run.jar", false);
        // A document of 2 MiB, while it is read, takes some 100 MiB.
        List<String> flags = new ArrayList<>(JvmFlags.small(id.name().equals(DEFINITION) ? "384m" : "256m"));
        if (id.name().equals(GATEWAY)) {
            flags.add(JvmFlags.SMALL_YOUNG_GENERATION);
        }
        flags.addAll(new ClassArchive(data.programs().resolve(id.name() + ".jsa")).flags(writesArchive(id)));
        return new JavaProgram(javaHome, flags, settings, jar, List.of(), temporary(id));
    }

    /** The first of each service, and not on a first start: it makes the stop some seconds longer. */
    private boolean writesArchive(PartId id) {
        return !newData && id.nodeId().endsWith("-1");
    }

    private Path temporary(PartId id) {
        return data.temporary(id.nodeId()).toAbsolutePath();
    }

    private static String absolute(Path file) {
        return file.toAbsolutePath().toString();
    }

    private static URI local(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
