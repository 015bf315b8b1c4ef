package dev.sluice.publisher.delivery.propagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.sluice.kafka.ControlHeaders;
import dev.sluice.kafka.KafkaConnection;
import dev.sluice.model.node.NodeRecord;
import dev.sluice.model.wire.Wire;
import dev.sluice.publisher.ControlLog;
import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.TestGateway;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the publisher says of gateways, with gateways that come, apply, fall silent and leave. */
@PublisherTest
@Timeout(120)
class PropagationIT {
    private static final String ADMIN = "/api/am/admin/v4";

    @ConfigProperty(name = "sluice.kafka.bootstrap-servers")
    String bootstrapServers = "";

    @ConfigProperty(name = "sluice.kafka.topic-prefix")
    String prefix = "";

    private Requests requests = new Requests(0);

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
    }

    @Test
    void gatewaysAreCountedAsTheyComeAndGo() throws Exception {
        // Given
        String apiId = requests.liveApi();
        assertThat(counts(apiId)).containsExactly(0, 0, 0);
        try (TestGateway _ = gateway("gateway-1");
                TestGateway second = gateway("gateway-2")) {
            await().until(() -> counts(apiId).equals(List.of(2, 2, 0)));
            deployments(apiId)
                    .body("list[0].streaming.gateways.gatewayId", contains("gateway-1", "gateway-2"))
                    .body("list[0].streaming.gateways.state", contains("serving", "serving"))
                    .body("list[0].streaming.gateways.deployment", contains("applied", "applied"));
            statuses().body("list.gatewayId", hasItems("gateway-1", "gateway-2"));

            // When
            second.fallSilent();

            // Then
            await().atMost(Duration.ofSeconds(20)).until(() -> counts(apiId).equals(List.of(1, 1, 0)));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() ->
                            deployments(apiId).body("list[0].streaming.gateways.gatewayId", contains("gateway-1")));
            statuses()
                    .body("list.find { it.gatewayId == 'gateway-1' }.status", equalTo("ACTIVE"))
                    .body("list.find { it.gatewayId == 'gateway-1' }.streaming.state", equalTo("serving"))
                    .body("list.find { it.gatewayId == 'gateway-1' }.streaming.connections", equalTo(7))
                    .body("list.find { it.gatewayId == 'gateway-1' }.streaming.address", equalTo("localhost:1"))
                    .body("list.find { it.gatewayId == 'gateway-2' }.status", equalTo("EXPIRED"));
        }
    }

    private ValidatableResponse deployments(String apiId) {
        return requests.asAdmin()
                .get(Requests.PUBLISHER + "/apis/" + apiId + "/deployments")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse statuses() {
        return requests.asAdmin()
                .get(ADMIN + "/environments/Default/gateways")
                .then()
                .statusCode(200);
    }

    @Test
    void aGatewayThatCannotApplyADeploymentSaysWhy() throws Exception {
        try (TestGateway failing = gateway("gateway-1");
                TestGateway _ = gateway("gateway-2")) {
            // Given
            failing.failWith("its secret cannot be opened");

            // When
            String apiId = requests.createApi(Requests.freshName());
            requests.deploy(apiId, requests.createRevision(apiId)).then().statusCode(201);

            // Then
            await().untilAsserted(() -> deployments(apiId)
                    .body("list[0].failedGatewayCount", equalTo(1))
                    .body("list[0].streaming.gateways.deployment", contains("failed", "applied"))
                    .body("list[0].streaming.gateways.reason", contains("its secret cannot be opened", null)));
            statuses()
                    .body(
                            "list.find { it.gatewayId == 'gateway-1' }.streaming.failures",
                            contains(Map.of("key", "Default/" + apiId, "reason", "its secret cannot be opened")));
        }
    }

    @Test
    void anAdminSeesEnvironmentsAndRelays() {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                new KafkaConnection(bootstrapServers).with(Map.of()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(prefix + ".nodes", "relay/relay-7", Wire.write(record())));
            producer.flush();

            requests.asAdmin()
                    .get(ADMIN + "/relays")
                    .then()
                    .statusCode(200)
                    .body("list.find { it.relayId == 'relay-7' }.status", equalTo("ACTIVE"))
                    .body("list.find { it.relayId == 'relay-7' }.streaming.state", equalTo("serving"))
                    .body("list.find { it.relayId == 'relay-7' }.streaming.failures", empty());
            producer.send(new ProducerRecord<>(prefix + ".nodes", "relay/relay-7", null));
        }
        requests.asAdmin()
                .get(ADMIN + "/environments")
                .then()
                .statusCode(200)
                .body("list.id", contains("Default"))
                .body("list[0].vhosts.host", contains("localhost"));
        requests.asAdmin()
                .get(ADMIN + "/environments/Elsewhere/gateways")
                .then()
                .statusCode(404)
                .body("description", containsString("Default"));
    }

    @Test
    void theRecordOfANodeThatWasSilentForADayIsTombstonedAndNoOther() throws Exception {
        // Given
        KafkaConnection kafka = new KafkaConnection(bootstrapServers);
        String topic = prefix + ".nodes";
        Instant now = Instant.now();
        Map<String, NodeRecord> records = Map.of("relay/old-pod", record(), "relay/young-pod", record());
        AtomicLong nanos = new AtomicLong();
        Nodes nodes = new Nodes(nanos::get, () -> now.plus(Duration.ofHours(1)));
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(kafka.with(Map.of()), new StringSerializer(), new ByteArraySerializer())) {
            records.forEach((key, record) -> producer.send(new ProducerRecord<>(topic, key, Wire.write(record))));
        }
        records.forEach((key, record) ->
                nodes.onRecord(key, record, key.contains("old") ? now.minus(Duration.ofDays(1)) : now));
        for (int second = 0; second < 700; second++) {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            nodes.onCaughtUp();
        }

        // When
        new NodeCleanup(nodes, kafka, topic).run();
        new NodeCleanup(nodes, kafka, topic).run(); // another publisher's

        // Then
        List<ConsumerRecord<String, byte[]>> log = new ControlLog(bootstrapServers, topic).read();
        assertThat(log.stream().filter(row -> row.key().equals("relay/old-pod")))
                .last()
                .satisfies(row -> assertThat(row.value()).isNull())
                .satisfies(row -> assertThat(ControlHeaders.of(row).isSilence()).isTrue());
        assertThat(log.stream().filter(row -> row.key().equals("relay/young-pod")))
                .allSatisfy(row -> assertThat(row.value()).isNotNull());
    }

    private static NodeRecord record() {
        return new NodeRecord(
                NodeRecord.SCHEMA,
                NodeRecord.Kind.RELAY,
                "i",
                null,
                NodeRecord.State.SERVING,
                0,
                0,
                List.of(),
                0,
                null);
    }

    @Test
    void whenAnAnswerSaysTrueEveryGatewayHasTheChange() throws Exception {
        List<String> answers = new ArrayList<>();
        try (TestGateway _ = gateway("gateway-1");
                TestGateway _ = gateway("gateway-2")) {
            for (int i = 0; i < 20; i++) {
                // When
                String apiId = requests.createApi(Requests.freshName());
                String answer =
                        requests.deploy(apiId, requests.createRevision(apiId)).header("Sluice-Propagated");

                // Then
                if (answer.equals("true")) {
                    assertThat(counts(apiId)).containsExactly(2, 2, 0);
                }
                answers.add(answer);
                String applicationId = requests.createApplication();
                answers.add(requests.generateKeys(applicationId).header("Sluice-Propagated"));
            }
        }
        // A machine that is very busy may take more than the second that an answer waits.
        assertThat(answers)
                .isSubsetOf("true", "pending")
                .filteredOn("true"::equals)
                .hasSizeGreaterThan(20);
    }

    @Test
    void aWriteIsPendingAfterASecondWhenAGatewayDoesNotReportIt() throws Exception {
        try (TestGateway slow = gateway("gateway-1")) {
            // Given
            String apiId = requests.createApi(Requests.freshName());
            String revisionId = requests.createRevision(apiId);
            slow.stopApplying();

            // When
            Response deployed = requests.deploy(apiId, revisionId);

            // Then
            deployed.then().statusCode(201).header("Sluice-Propagated", "pending");
            assertThat(deployed.time()).isBetween(950L, 10_000L);
            await().until(() -> counts(apiId).equals(List.of(1, 0, 0)));
            deployments(apiId).body("list[0].streaming.gateways.deployment", contains("pending"));
        }
    }

    @Test
    void concurrentWritesAreSentInTheOrderOfTheirVersions() throws Exception {
        // Given
        int writers = 8;
        int each = 15;
        List<Callable<Integer>> work = new ArrayList<>();
        String apiId = requests.liveApi();
        for (int writer = 0; writer < writers; writer++) {
            boolean sameApi = writer % 2 == 0;
            work.add(() -> {
                for (int i = 0; i < each; i++) {
                    if (sameApi) {
                        requests.changeLifecycle(apiId, "Publish").then().statusCode(200);
                    } else {
                        requests.createApplication();
                    }
                }
                return each;
            });
        }

        // When
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            for (Future<Integer> done : threads.invokeAll(work)) {
                assertThat(done.get()).isEqualTo(each);
            }
        }

        // Then
        for (String name : List.of("apis", "access")) {
            List<ConsumerRecord<String, byte[]>> rows = new ControlLog(bootstrapServers, prefix + "." + name).read();
            assertThat(rows).hasSizeGreaterThanOrEqualTo(writers / 2 * each);
            assertThat(rows).extracting(ControlLog::versionOf).isSorted();
        }
    }

    private TestGateway gateway(String nodeId) throws InterruptedException {
        return new TestGateway(bootstrapServers, prefix, nodeId);
    }

    /** Live, deployed, failed. */
    private List<Integer> counts(String apiId) {
        JsonPath answer = requests.asAdmin()
                .get(Requests.PUBLISHER + "/apis/" + apiId + "/deployments")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return List.of(
                answer.getInt("list[0].liveGatewayCount"),
                answer.getInt("list[0].deployedGatewayCount"),
                answer.getInt("list[0].failedGatewayCount"));
    }
}
