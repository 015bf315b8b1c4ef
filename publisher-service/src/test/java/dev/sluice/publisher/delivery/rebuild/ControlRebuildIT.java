package dev.sluice.publisher.delivery.rebuild;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.kafka.ControlHeaders;
import dev.sluice.kafka.KafkaConnection;
import dev.sluice.model.access.ApiKeyText;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.publisher.ControlLog;
import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.delivery.outbox.ControlTopic;
import dev.sluice.publisher.delivery.rebuild.TopicContents.Stored;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Control topics of which a part is gone, or is of another time than the database. */
@PublisherTest
@Timeout(120)
class ControlRebuildIT {
    @Inject
    ControlRebuild rebuild;

    @Inject
    EntityManager entityManager;

    @Inject
    KafkaConnection kafka;

    @Inject
    KafkaTopics topics;

    @ConfigProperty(name = "sluice.kafka.bootstrap-servers")
    String bootstrapServers = "";

    @ConfigProperty(name = "sluice.kafka.topic-prefix")
    String prefix = "";

    private Requests requests = new Requests(0);
    private String apiId = "";
    private String applicationId = "";
    private String consumerKey = "";
    private String keyOfApi = "";

    @BeforeEach
    void makeOneOfEach() {
        requests = new Requests(RestAssured.port);
        apiId = requests.liveApi();
        applicationId = requests.createApplication();
        Response keys = requests.generateKeys(applicationId);
        consumerKey = keys.path("consumerKey");
        requests.subscribe(applicationId, apiId).then().statusCode(201);
        keyOfApi = requests.apiKey(applicationId, Map.of()).path("apikey");
        awaitSent();
    }

    private void awaitSent() {
        await().until(() -> QuarkusTransaction.requiringNew()
                .call(() -> entityManager
                        .createNativeQuery("select count(*) from outbox", Long.class)
                        .getSingleResult())
                .equals(0L));
    }

    private TopicContents contents(ControlTopic topic) {
        return TopicContents.read(kafka.asking("test"), kafkaTopic(topic), Duration.ofSeconds(20));
    }

    private String kafkaTopic(ControlTopic topic) {
        return prefix + (topic == ControlTopic.APIS ? ".apis" : ".access");
    }

    private int repair(ControlTopic topic, TopicContents contents) {
        int steps = QuarkusTransaction.requiringNew().call(() -> rebuild.repair(topic, contents));
        awaitSent();
        return steps;
    }

    private ConsumerRecord<String, byte[]> last(ControlTopic topic, String key) {
        return new ControlLog(bootstrapServers, kafkaTopic(topic)).last(key);
    }

    private String apiKey() {
        return "Default/" + apiId;
    }

    @Test
    void topicsThatSayWhatTheDatabaseSaysAreLeftAlone() {
        for (ControlTopic topic : ControlTopic.values()) {
            assertThat(repair(topic, contents(topic))).as(topic.name()).isZero();
        }
    }

    @Test
    void emptyTopicsAreGivenAllRecordsWithVersionsAboveAllThatWereThere() {
        TopicContents apis = contents(ControlTopic.APIS);
        TopicContents access = contents(ControlTopic.ACCESS);
        TopicContents empty = new TopicContents(Map.of(), Set.of(), 0);

        // When
        repair(ControlTopic.APIS, empty);
        repair(ControlTopic.ACCESS, empty);

        // Then
        assertThat(contents(ControlTopic.APIS).records().keySet())
                .isEqualTo(apis.records().keySet());
        assertThat(contents(ControlTopic.ACCESS).records().keySet())
                .isEqualTo(access.records().keySet())
                .contains(
                        "application/" + applicationId,
                        "client/" + consumerKey,
                        "subscription/" + applicationId + '/' + apiId,
                        "apikey/" + ApiKeyText.hash(keyOfApi))
                .anyMatch(key -> key.startsWith("jwk/"));
        contents(ControlTopic.ACCESS)
                .records()
                .forEach((key, stored) ->
                        assertThat(stored.headers().version()).as(key).isGreaterThan(access.highest() + 900_000));
        assertThat(ControlLog.versionOf(last(ControlTopic.APIS, apiKey()))).isGreaterThan(apis.highest() + 900_000);
        assertThat(repair(ControlTopic.APIS, contents(ControlTopic.APIS))).isZero();
        // What is written afterwards is newer still.
        requests.changeLifecycle(apiId, "Block").then().statusCode(200);
        awaitSent();
        assertThat(new String(last(ControlTopic.APIS, apiKey()).value(), StandardCharsets.UTF_8))
                .contains("BLOCKED");
        assertThat(repair(ControlTopic.APIS, contents(ControlTopic.APIS))).isZero();
    }

    @Test
    void whatIsOfALaterTimeThanTheDatabaseIsPutRight() {
        // Given
        TopicContents found = contents(ControlTopic.APIS);
        Map<String, Stored> later = new HashMap<>(found.records());
        long version = found.highest() + 5_000_000;
        String blocked = new String(requireNonNull(later.get(apiKey())).value(), StandardCharsets.UTF_8)
                .replace("PUBLISHED", "BLOCKED");
        later.put(apiKey(), stored(blocked, version, 1));
        String unknown = "Default/" + UUID.randomUUID();
        later.put(unknown, stored(blocked, version - 1, 1));

        // When
        int steps = repair(ControlTopic.APIS, new TopicContents(later, Set.of(), version));

        // Then
        assertThat(steps).as("events topic, record, tombstone").isEqualTo(3);
        assertThat(new String(last(ControlTopic.APIS, apiKey()).value(), StandardCharsets.UTF_8))
                .contains("PUBLISHED");
        assertThat(ControlLog.versionOf(last(ControlTopic.APIS, apiKey()))).isGreaterThan(version);
        assertThat(last(ControlTopic.APIS, unknown).value()).isNull();
        assertThat(ControlHeaders.of(last(ControlTopic.APIS, unknown)).isDeletion())
                .isFalse();
    }

    @Test
    void theNextVersionIsAboveAllInTheTopicThoughNoRecordDiffers() {
        // Given
        TopicContents found = contents(ControlTopic.APIS);
        long later = found.highest() + 5_000_000;

        // When
        int steps = repair(ControlTopic.APIS, new TopicContents(found.records(), Set.of(), later));
        requests.changeLifecycle(apiId, "Block").then().statusCode(200);
        awaitSent();

        // Then
        assertThat(steps).isZero();
        assertThat(ControlLog.versionOf(last(ControlTopic.APIS, apiKey()))).isGreaterThan(later);
    }

    @Test
    void aRecordThatAnOlderOneFollowsIsWrittenAgain() {
        TopicContents found = contents(ControlTopic.APIS);
        String unknown = "Default/" + UUID.randomUUID();

        int steps = repair(
                ControlTopic.APIS, new TopicContents(found.records(), Set.of(apiKey(), unknown), found.highest()));

        assertThat(steps).as("events topic, record, tombstone").isEqualTo(3);
        assertThat(ControlLog.versionOf(last(ControlTopic.APIS, apiKey()))).isGreaterThan(found.highest());
        assertThat(last(ControlTopic.APIS, unknown).value()).isNull();
    }

    @Test
    void aDatabaseThatKnowsNothingDeletesNothing() {
        for (ControlTopic topic : ControlTopic.values()) {
            TopicContents found = contents(topic);

            int steps = stepsWithoutApisAndApplications(topic, found);

            assertThat(steps).as(topic.name()).isZero();
        }
    }

    /** In a transaction that is rolled back. */
    private int stepsWithoutApisAndApplications(ControlTopic topic, TopicContents contents) {
        QuarkusTransaction.begin();
        try {
            entityManager.createNativeQuery("truncate api, application cascade").executeUpdate();
            return rebuild.repair(topic, contents);
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    @Test
    void rightsDoNotWaitForApisThatCannotBeSent() throws InterruptedException {
        // Given
        String gone = "application/" + UUID.randomUUID();
        write(ControlTopic.ACCESS, gone, contents(ControlTopic.ACCESS).highest() + 1);
        inTransaction("insert into outbox (version, step, topic, record_key, record_value)"
                + " values (nextval('outbox_version'), 'ENSURE_EVENTS', null, 'stuck', 'nothing')");
        RebuildRunner runner = new RebuildRunner(entityManager, rebuild, kafka, topics, true);
        try {
            // When
            runner.start(new StartupEvent());

            // Then
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !contents(ControlTopic.ACCESS).records().containsKey(gone));
        } finally {
            inTransaction("delete from outbox where record_key = 'stuck'");
            runner.stop(new ShutdownEvent());
        }
        awaitSent();
    }

    private void inTransaction(String sql) {
        QuarkusTransaction.requiringNew()
                .run(() -> entityManager.createNativeQuery(sql).executeUpdate());
    }

    private void write(ControlTopic topic, String key, long version) {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(kafka.with(Map.of()), new StringSerializer(), new ByteArraySerializer())) {
            ProducerRecord<String, byte[]> row =
                    new ProducerRecord<>(kafkaTopic(topic), 0, key, "{}".getBytes(StandardCharsets.UTF_8));
            row.headers().add("version", Long.toString(version).getBytes(StandardCharsets.US_ASCII));
            var unused = producer.send(row);
            producer.flush();
        }
    }

    @Test
    void recordsOfNewerReleasesAndOfTokensThatWereRevokedStay() {
        // Given
        TopicContents found = contents(ControlTopic.ACCESS);
        Map<String, Stored> more = new HashMap<>(found.records());
        String gone = "application/" + UUID.randomUUID();
        more.put(gone, stored("{}", 1, 1));
        more.put("revoked/a-token", stored("{\"expiresAt\":1}", 1, 1));
        more.put("budget/of-a-kind-not-known", stored("{}", 1, 1));
        more.put("client/of-a-newer-release", stored("{}", 1, 2));
        more.put("client/" + consumerKey, stored("{\"in\":\"another shape\"}", 1, 2));

        // When
        int steps = repair(ControlTopic.ACCESS, new TopicContents(more, Set.of(), found.highest()));

        // Then
        assertThat(steps).isEqualTo(1);
        assertThat(last(ControlTopic.ACCESS, gone).value()).isNull();
    }

    @Test
    void aFieldOfANewerReleaseIsNoDifference() {
        // Given
        TopicContents found = contents(ControlTopic.ACCESS);
        Map<String, Stored> more = new HashMap<>(found.records());
        String key = "client/" + consumerKey;
        Stored stored = requireNonNull(more.get(key));
        String newer = new String(stored.value(), StandardCharsets.UTF_8).replaceFirst("\\{", "{\"since\":5,");
        more.put(key, new Stored(newer.getBytes(StandardCharsets.UTF_8), stored.headers()));
        String broken =
                "client/" + requests.generateKeys(requests.createApplication()).<String>path("consumerKey");
        awaitSent();
        more.put(broken, stored("no JSON", 1, 1));
        List<String> ours = contents(ControlTopic.ACCESS).records().keySet().stream()
                .filter(other -> !more.containsKey(other))
                .toList();

        // When
        int steps = repair(ControlTopic.ACCESS, new TopicContents(more, Set.of(), found.highest()));

        // Then
        assertThat(steps).as("the broken record, and what is new: %s", ours).isEqualTo(1 + ours.size());
    }

    private static Stored stored(String value, long version, long schema) {
        return new Stored(value.getBytes(StandardCharsets.UTF_8), new ControlHeaders(version, schema, false, false));
    }
}
