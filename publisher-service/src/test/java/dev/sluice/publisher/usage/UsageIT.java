package dev.sluice.publisher.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.kafka.KafkaConfig;
import dev.sluice.kafka.UnreadableRecords;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.model.usage.UsageRecord;
import dev.sluice.model.wire.Wire;
import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.TestGateway;
import dev.sluice.publisher.TestUser;
import dev.sluice.publisher.web.access.Role;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What gateways report of deliveries, up to the answers about it. */
@PublisherTest
class UsageIT {
    private static final String USAGE = Requests.PUBLISHER + "/apis/{apiId}/usage";

    @Inject
    KafkaTopics topics;

    @Inject
    KafkaConfig kafka;

    @Inject
    UnreadableRecords unreadable;

    @Inject
    UsageStore store;

    @Inject
    UsageRollUp rollUp;

    private Requests requests = new Requests(0);
    /** Long enough ago that it is over whenever the test runs. */
    private final Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(3));

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
    }

    @Test
    void whatIsReportedTwiceAndOutOfOrderIsCountedOnce() {
        // Given
        String apiId = requests.createApi(Requests.freshName());
        TestUsage usage = TestUsage.of(apiId);
        UsageRecord early = usage.record(hour, 4);
        UsageRecord late = usage.record(hour, 9, Map.of("client", 1L, "quota", 2L), 0);
        UsageRecord other =
                usage.by("gateway-2").at("/prices").record(hour.plusSeconds(60), 5, Map.of("client", 3L), 0);
        long broken = unreadable.count(topics.usage());

        // When
        send(late, early, other);
        sendBroken(apiId);
        send(other, early, late);

        // Then
        await().until(() -> unreadable.count(topics.usage()) == broken + 1);
        await().untilAsserted(() -> ofApi(apiId, "hour", "").body("total.deliveries", equalTo(14)));
        ofApi(apiId, "hour", "topic")
                .body("interval", equalTo("hour"))
                .body("groupBy", equalTo("topic"))
                .body("total.bytes", equalTo(140))
                .body("total.replayed", equalTo(2))
                .body("total.opened", equalTo(4))
                .body("total.closed", equalTo(Map.of("client", 4, "quota", 2)))
                .body("list.start", contains(hour.toString(), hour.toString()))
                .body("list.group", contains("/*", "/prices"))
                .body("list.deliveries", contains(9, 5))
                .body("list.closed", contains(Map.of("client", 1, "quota", 2), Map.of("client", 3)));
        ofApi(apiId, "minute", "")
                .body(
                        "list.start",
                        contains(hour.toString(), hour.plusSeconds(60).toString()));
        ofApi(apiId, "day", "").body("list.deliveries", contains(14)).body("list[0].group", nullValue());
    }

    @Test
    void rollingUpChangesNoAnswerAndALateReportCounts() throws SQLException {
        // Given
        String apiId = requests.createApi(Requests.freshName());
        TestUsage usage = TestUsage.of(apiId);
        Instant yesterday = hour.minus(Duration.ofDays(1));
        put(usage.record(hour, 4, Map.of("client", 1L), 0), usage.record(yesterday, 6, Map.of("drain", 1L), 0));

        // When
        rollUpAll();

        // Then
        expectTotal(apiId, 10, Map.of("client", 1, "drain", 1));

        // When
        put(usage.by("gateway-2").record(yesterday.plusSeconds(60), 3, Map.of("drain", 2L), 0));

        // Then
        expectTotal(apiId, 13, Map.of("client", 1, "drain", 3));
        rollUpAll();
        expectTotal(apiId, 13, Map.of("client", 1, "drain", 3));
        ofApi(apiId, "hour", "").body("list.deliveries", contains(9, 4));
    }

    private void rollUpAll() {
        Instant now = Instant.now().plus(Duration.ofDays(1));
        while (rollUp.rollUpOneHour(now) || rollUp.rollUpOneDay(now)) {
            continue;
        }
    }

    private void expectTotal(String apiId, int deliveries, Map<String, Integer> closed) {
        for (String interval : List.of("hour", "day")) {
            ofApi(apiId, interval, "")
                    .body("total.deliveries", equalTo(deliveries))
                    .body("total.closed", equalTo(closed));
        }
    }

    @Test
    void publishersThatWriteTheSameAtOnceAgree() throws Exception {
        // Given
        String apiId = requests.createApi(Requests.freshName());
        TestUsage usage = TestUsage.of(apiId);
        List<UsageRecord> records = new ArrayList<>();
        for (int minute = 0; minute < 20; minute++) {
            for (int report = 1; report <= 6; report++) {
                records.add(usage.record(hour.plusSeconds(60L * minute), report, Map.of("client", (long) report), 0));
                records.add(usage.at("/t" + minute).record(hour, report));
            }
        }

        // When
        try (ExecutorService publishers = Executors.newFixedThreadPool(3)) {
            List<Callable<Void>> writers = List.of(1, 2, 3).stream()
                    .<Callable<Void>>map(seed -> () -> {
                        List<UsageRecord> shuffled = new ArrayList<>(records);
                        Collections.shuffle(shuffled, new Random(seed));
                        for (int at = 0; at < shuffled.size(); at += 15) {
                            put(shuffled.subList(at, at + 15).toArray(UsageRecord[]::new));
                            rollUpAll();
                        }
                        return null;
                    })
                    .toList();
            for (Future<Void> writer : publishers.invokeAll(writers)) {
                writer.get();
            }
        }

        // Then
        ofApi(apiId, "hour", "").body("total.deliveries", equalTo(240)).body("total.closed.client", equalTo(120));
        rollUpAll();
        ofApi(apiId, "hour", "").body("total.deliveries", equalTo(240)).body("total.closed.client", equalTo(120));
    }

    @Test
    void applicationsAndSubscriptionsHaveTheirShare() throws SQLException {
        // Given
        String name = Requests.freshName();
        String apiId = requests.createApi(name);
        requests.makeLive(apiId);
        String applicationId = requests.createApplication();
        String subscriptionId = requests.subscribe(applicationId, apiId).path("subscriptionId");
        TestUsage usage = TestUsage.of(apiId);
        put(
                usage.to(UUID.fromString(applicationId), UUID.fromString(subscriptionId))
                        .record(hour, 4),
                usage.record(hour, 5));

        // Then
        String path = Requests.DEVPORTAL + "/applications/" + applicationId + "/usage";
        requests.asAdmin()
                .queryParam("groupBy", "api")
                .get(path)
                .then()
                .statusCode(200)
                .body("total.deliveries", equalTo(4))
                .body("list.group", contains(apiId))
                .body("list.name", contains(name + " 1.0.0"));
        TestUser stranger = TestUser.with(requests, Role.SUBSCRIBER);
        requests.as(stranger).get(path).then().statusCode(404);
        requests.asAdmin()
                .get(Requests.PUBLISHER + "/subscriptions/" + subscriptionId + "/usage")
                .then()
                .statusCode(200)
                .body("properties.bytes", equalTo(isOfThisMonth(hour) ? "40" : "0"));
        requests.asAdmin()
                .get(Requests.PUBLISHER + "/subscriptions/" + UUID.randomUUID() + "/usage")
                .then()
                .statusCode(404);
        ofApi(apiId, "hour", "application")
                .body("list.group", contains(applicationId, null))
                .body("list[1].name", nullValue());
        requests.asAdmin()
                .queryParam("groupBy", "api")
                .queryParam("limit", "1000")
                .get("/api/am/admin/v4/usage")
                .then()
                .statusCode(200)
                .body("list.find { it.group == '" + apiId + "' }.deliveries", equalTo(9));
    }

    /** Two keys of one application are one series: neither takes the place of the other's numbers. */
    @Test
    void aKeysLastUseIsTheLatestMinuteThatWasReportedAndSumsStayWhatTheyWere() {
        // Given
        String apiId = requests.liveApi();
        String applicationId = requests.createApplication();
        String subscriptionId = requests.subscribe(applicationId, apiId).path("subscriptionId");
        List<String> keys = Stream.generate(
                        () -> requests.apiKey(applicationId, Map.of()).<String>path("keyUUID"))
                .limit(3)
                .toList();
        TestUsage usage = TestUsage.of(apiId).to(UUID.fromString(applicationId), UUID.fromString(subscriptionId));
        UsageRecord early = TestUsage.by(usage.record(hour, 9), keys.get(0), keys.get(1));
        UsageRecord late = TestUsage.by(
                usage.record(hour.plusSeconds(60), 4),
                keys.get(1),
                UUID.randomUUID().toString());
        List<String> lastUsed =
                Arrays.asList(hour.toString(), hour.plusSeconds(60).toString(), null);

        // When
        send(late, early);

        // Then
        await().untilAsserted(() -> assertThat(lastUsed(applicationId, keys)).isEqualTo(lastUsed));
        ofApi(apiId, "hour", "application")
                .body("total.deliveries", equalTo(13))
                .body("list", hasSize(1));

        // When
        send(
                TestUsage.by(usage.by("gateway-2").record(hour.minusSeconds(60), 1), keys.get(0), keys.get(1)),
                early,
                late);

        // Then
        await().untilAsserted(() -> ofApi(apiId, "day", "").body("total.deliveries", equalTo(14)));
        assertThat(lastUsed(applicationId, keys)).isEqualTo(lastUsed);
    }

    private List<String> lastUsed(String applicationId, List<String> keys) {
        Response list =
                requests.asAdmin().get(Requests.DEVPORTAL + "/applications/" + applicationId + "/api-keys/PRODUCTION");
        return keys.stream()
                .map(key -> list.<String>path("list.find { it.keyUUID == '" + key + "' }.lastUsed"))
                .toList();
    }

    private static boolean isOfThisMonth(Instant time) {
        return time.toString().substring(0, 7).equals(Instant.now().toString().substring(0, 7));
    }

    @Test
    void combinedARowOfEachGroupIsOfTheWholeTime() throws SQLException {
        String apiId = requests.createApi(Requests.freshName());
        TestUsage usage = TestUsage.of(apiId);
        Instant from = hour.plus(Duration.ofMinutes(10));
        put(
                usage.at("/a").record(from.minusSeconds(60), 100),
                usage.at("/a").record(from, 1),
                usage.at("/b").record(from.plusSeconds(60), 5),
                usage.at("/a").record(from.plusSeconds(120), 2));

        requests.asAdmin()
                .queryParam("from", from.toString())
                .queryParam("interval", "minute")
                .queryParam("groupBy", "topic")
                .queryParam("combined", true)
                .get(USAGE, apiId)
                .then()
                .statusCode(200)
                .body("list.start", contains(from.toString(), from.toString()))
                .body("list.group", contains("/a", "/b"))
                .body("list.deliveries", contains(3, 5))
                .body("total.deliveries", equalTo(8))
                .body("pagination.total", equalTo(2));
    }

    @Test
    void pagesAreBoundedAndWrongQuestionsNamed() throws SQLException {
        String apiId = requests.createApi(Requests.freshName());
        TestUsage usage = TestUsage.of(apiId);
        put(
                usage.at("/a").record(hour, 1),
                usage.at("/b").record(hour, 2),
                usage.at("/c").record(hour, 3));

        requests.asAdmin()
                .queryParam("groupBy", "topic")
                .queryParam("limit", 1)
                .queryParam("offset", 1)
                .get(USAGE, apiId)
                .then()
                .statusCode(200)
                .body("list.group", contains("/b"))
                .body("total.deliveries", equalTo(6))
                .body("pagination.total", equalTo(3))
                .body("pagination.next", equalTo("/apis/" + apiId + "/usage?limit=1&offset=2&groupBy=topic"));
        requests.asAdmin()
                .queryParam("offset", 100)
                .get(USAGE, apiId)
                .then()
                .statusCode(200)
                .body("list", empty())
                .body("total.deliveries", equalTo(6));
        requests.asAdmin()
                .queryParam("from", "yesterday")
                .queryParam("to", "1999-01-01T00:00:00Z")
                .queryParam("interval", "week")
                .queryParam("groupBy", "user")
                .get(USAGE, apiId)
                .then()
                .statusCode(400)
                .body("error", hasSize(4))
                .body("description", containsString("from"));
        requests.asAdmin()
                .queryParam("from", Instant.now().minus(Duration.ofDays(3)).toString())
                .queryParam("interval", "minute")
                .get(USAGE, apiId)
                .then()
                .statusCode(400)
                .body("description", containsString("at most 1 days"));
        requests.asAdmin().get(USAGE, UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void cardsShowWhoListensAndHowMuchComes() throws Exception {
        String apiId = requests.createApi(Requests.freshName());
        String quiet = requests.createApi(Requests.freshName());
        Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        TestUsage usage = TestUsage.of(apiId);
        try (TestGateway _ = new TestGateway(kafka.bootstrapServers(), topics.prefix(), "gateway-1")) {
            put(
                    usage.record(minute.minusSeconds(60), 600, Map.of(), 9),
                    usage.record(minute, 600, Map.of(), 3),
                    usage.at("/b").record(minute, 600, Map.of(), 4),
                    usage.at("/quiet").record(minute.minusSeconds(120), 600, Map.of(), 5),
                    usage.at("/left").record(minute.minusSeconds(120), 600, Map.of(), 5),
                    usage.at("/left").record(minute.minusSeconds(60), 0, Map.of("client", 5L), 0),
                    usage.by("gateway-9").record(minute, 0, Map.of(), 50));

            ValidatableResponse live = requests.asAdmin()
                    .queryParam("apiIds", apiId + "," + quiet + "," + UUID.randomUUID() + ",none")
                    .get(Requests.PUBLISHER + "/usage/live")
                    .then()
                    .statusCode(200)
                    .body("list.apiId", contains(apiId, quiet))
                    .body("list.clients", contains(12, 0));
            List<Number> rates = live.extract().path("list.eventsPerSecond");
            assertThat(rates.getFirst().doubleValue()).isBetween(19.0, 30.0);
            assertThat(rates.getLast().doubleValue()).isZero();
        }
        requests.asAdmin()
                .get(Requests.PUBLISHER + "/usage/live")
                .then()
                .statusCode(400)
                .body("description", containsString("apiIds"));
    }

    private ValidatableResponse ofApi(String apiId, String interval, String groupBy) {
        return requests.asAdmin()
                .queryParam(
                        "from",
                        hour.minus(Duration.ofDays(interval.equals("minute") ? 0 : 2))
                                .toString())
                .queryParam("interval", interval)
                .queryParam("groupBy", groupBy)
                .get(USAGE, apiId)
                .then()
                .statusCode(200);
    }

    private void put(UsageRecord... records) throws SQLException {
        UsageRows rows = new UsageRows(Instant.now(), Duration.ofDays(3));
        Stream.of(records).forEach(record -> rows.add(record.key(), Wire.write(record)));
        store.put(rows.rows());
    }

    private void send(UsageRecord... records) {
        TestUsage.send(kafka.bootstrapServers(), topics.usage().name(), List.of(records));
    }

    private void sendBroken(String apiId) {
        try (KafkaProducer<String, byte[]> gateway = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            gateway.send(new ProducerRecord<>(
                    topics.usage().name(), apiId + "/0/n/i/0", "{".getBytes(StandardCharsets.UTF_8)));
        }
    }
}
