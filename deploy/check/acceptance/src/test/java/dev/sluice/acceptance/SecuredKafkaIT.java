package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.backend.BackendServer;
import dev.sluice.embedded.LocalCertificate;
import dev.sluice.kafka.KafkaConnection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three services with a broker that asks for SCRAM over TLS, each with the rights of the manual's table and no other. */
@Tag("faults")
class SecuredKafkaIT {
    private static final String PREFIX = "sluice";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    private static final Map<String, Map<String, String>> SETTINGS = new HashMap<>();
    private static final List<ServiceProcess> PROCESSES = new ArrayList<>();
    private static SecuredKafka kafka;
    private static BackendServer backend;
    private static ServiceProcess gateway;
    private static Portal portal;

    @BeforeAll
    static void start() throws Exception {
        kafka = SecuredKafka.start(directory);
        kafka.allow(DocumentedRights.all());
        for (String service : DocumentedRights.SERVICES) {
            SETTINGS.put(service, kafka.user(service, "a \"word\" of " + service + '\\'));
        }
        backend = BackendServer.on(0);
        LocalCertificate tls = LocalCertificate.in(directory.resolve("publisher-tls"));
        tls.ensure();
        ServiceProcess publisher =
                ServiceProcess.publisher(kafka.bootstrapServers(), PREFIX, tls, settings("publisher", Map.of()));
        PROCESSES.add(publisher);
        portal = new Portal(publisher.url(), tls.certificate());
        awaitTopics();
        PROCESSES.add(start("event-relay", "relay", Map.of("sluice.relay.outbound.allow-private", "true")));
        // Without a ring a client that lags is sent what Kafka has.
        gateway = start("gateway-service", "gateway", Map.of("sluice.gateway.ring.bytes-per-feed", "0"));
        PROCESSES.add(gateway);
    }

    private static ServiceProcess start(String module, String service, Map<String, String> more) throws IOException {
        Map<String, String> all = settings(service, more);
        all.put("sluice.kafka.create-topics", "false");
        return ServiceProcess.start(module, service + "-1", kafka.bootstrapServers(), PREFIX, all, Map.of());
    }

    private static Map<String, String> settings(String service, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(SETTINGS.getOrDefault(service, Map.of()));
        all.putAll(more);
        return all;
    }

    private static void awaitTopics() {
        await().atMost(SOON).until(() -> kafka.topics().contains(PREFIX + ".demand"));
    }

    @AfterAll
    static void stop() throws IOException {
        PROCESSES.forEach(ServiceProcess::close);
        kafka.close();
        backend.close();
    }

    private static AclBinding right(String service, AclOperation operation) {
        return DocumentedRights.right(
                service, new ResourcePattern(ResourceType.TOPIC, PREFIX + ".events.", PatternType.PREFIXED), operation);
    }

    private static URI gatewayUrl() {
        return URI.create("http://localhost:" + gateway.dataPlane());
    }

    private static URI backendUrl() {
        return URI.create("http://127.0.0.1:" + backend.port());
    }

    @Test
    void eventsReachAClientWithTheRightsOfTheTable() {
        // Given
        Portal.Api api = portal.deployedApi("secured", backendUrl(), "/prices/{symbol}");
        Portal.Application application = portal.application();
        String subscription = portal.subscribe(application, api);
        String token = portal.token(application);

        // When
        try (Stream stream = Stream.open(gatewayUrl(), api.basePath() + "/prices/AAA?rate=20", token)) {
            // Then
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.nextOfBackend(SOON).type()).isEqualTo("price");
        }
        assertThat(portal.unsubscribe(subscription).status()).isEqualTo(200);
        assertThat(portal.undeploy(api).status()).isBetween(200, 299);
        assertThat(portal.deleteApi(api).status()).isEqualTo(200);
        await("its events are deleted")
                .atMost(SOON)
                .until(() -> kafka.topics().stream().noneMatch(topic -> topic.endsWith(api.id())));
    }

    @Test
    void aGatewayThatMayNotReadEventsForAWhileGoesOnWhenItMay() throws Exception {
        // Given
        Portal.Api api = portal.deployedApi("replayed", backendUrl(), "/prices/{symbol}");
        String token = portal.subscribedToken(api);
        String path = api.basePath() + "/prices/BBB?rate=20";
        AclBinding asking = right("gateway", AclOperation.DESCRIBE);
        AclBinding reading = right("gateway", AclOperation.READ);
        Stream.Event last;
        try (Stream open = Stream.open(gatewayUrl(), path, token)) {
            last = open.nextOfBackend(SOON);

            // When
            kafka.allow(List.of(asking));
            kafka.take(reading);
            for (String start : List.of("&since=earliest", "&since=-3", "&last_event_id=" + last.id())) {
                try (Stream refused = Stream.open(gatewayUrl(), path + start, token)) {
                    Stream.Event first = refused.poll(Duration.ofSeconds(2));
                    assertThat(first == null || !first.type().equals("price"))
                            .as("no event that may not be read, but %s", first)
                            .isTrue();
                }
            }
            kafka.allow(List.of(reading));
            kafka.take(asking);
        }

        // Then
        assertThat(gateway.isAlive()).isTrue();
        await().atMost(PATIENCE).untilAsserted(() -> {
            try (Stream resumed = Stream.open(gatewayUrl(), path, token, last.id())) {
                assertThat(Judgement.number(resumed.nextOfBackend(SOON).data()))
                        .isEqualTo(Judgement.number(last.data()) + 1);
            }
        });
    }

    @Test
    void passwordsAndCertificatesAreRenewedWhileClientsAreServed() throws Exception {
        // Given
        Portal.Api api = portal.deployedApi("renewed", backendUrl(), "/prices/{symbol}");
        String token = portal.subscribedToken(api);
        try (Stream open = Stream.open(gatewayUrl(), api.basePath() + "/prices/CCC?rate=20", token)) {
            long seen = Judgement.number(open.nextOfBackend(SOON).data());

            // When
            for (String service : DocumentedRights.SERVICES) {
                kafka.givePassword(service, "another word of " + service);
            }
            kafka.renewCertificate();

            // Then
            for (int i = 0; i < 500; i++) {
                assertThat(Judgement.number(open.nextOfBackend(PATIENCE).data()))
                        .isEqualTo(++seen);
            }
        }
        Portal.Api next = portal.deployedApi("renewed-too", backendUrl(), "/prices/{symbol}");
        await().atMost(PATIENCE).untilAsserted(() -> {
            try (Stream stream =
                    Stream.open(gatewayUrl(), next.basePath() + "/prices/DDD?rate=20", portal.subscribedToken(next))) {
                assertThat(stream.nextOfBackend(SOON).type()).isEqualTo("price");
            }
        });
    }

    @Test
    void onlyThePublisherWritesWhatGatewaysBelieve() {
        for (String service : List.of("relay", "gateway")) {
            Map<String, String> settings = settings(service, Map.of());
            KafkaConnection connection =
                    KafkaConnection.configured(kafka.bootstrapServers(), key -> Optional.ofNullable(settings.get(key)));
            try (KafkaProducer<String, String> producer =
                    new KafkaProducer<>(connection.with(Map.of()), new StringSerializer(), new StringSerializer())) {
                for (String topic : List.of(PREFIX + ".access", PREFIX + ".apis")) {
                    assertThatThrownBy(() -> producer.send(new ProducerRecord<>(topic, "jwk/mine", "{}"))
                                    .get())
                            .isInstanceOf(ExecutionException.class)
                            .hasCauseInstanceOf(TopicAuthorizationException.class);
                }
            }
        }
    }

    @Test
    void aServiceIsLetInByItsCertificateWithTheSettingsOfTheManifests() throws Exception {
        Path files = Files.createDirectories(directory.resolve("mtls"));
        copy(kafka.certificate(), files.resolve("kafka-ca/ca.crt"));
        copy(kafka.client().certificate(), files.resolve("kafka/user.crt"));
        copy(kafka.client().key(), files.resolve("kafka/user.key"));

        assertThat(nodes(kafka.mutualServers(), "components/kafka-mtls", files)).isEqualTo(1);
    }

    @Test
    void aServiceIsLetInByItsPasswordWithTheSettingsOfTheManifests() throws Exception {
        Path files = Files.createDirectories(directory.resolve("scram"));
        copy(kafka.certificate(), files.resolve("kafka-ca/ca.crt"));
        Files.createDirectories(files.resolve("kafka"));
        Files.writeString(files.resolve("kafka/password"), "a word\n");
        kafka.user("sluice-gateway-kafka", "a word");

        assertThat(nodes(kafka.bootstrapServers(), "components/kafka-scram", files))
                .isEqualTo(1);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.resolveSibling(""));
        Files.copy(from, to);
    }

    /** Returns how many brokers a gateway sees that has the settings of a component, its files below another folder. */
    private static int nodes(String servers, String component, Path files) throws Exception {
        Map<String, String> environment = new KubernetesSettings(Manifests.with("base", component)).of("gateway");
        KafkaConnection connection = KafkaConnection.configured(
                servers,
                key -> Optional.ofNullable(environment.get(DocumentedSettings.variable(key)))
                        .map(value -> value.replace("/run/sluice/", files + "/")));
        assertThat(connection.toString()).endsWith("SSL");
        try (Admin admin = Admin.create(connection.asking("manifests"))) {
            return admin.describeCluster().nodes().get().size();
        }
    }
}
