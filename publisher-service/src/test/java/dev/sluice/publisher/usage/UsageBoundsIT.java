package dev.sluice.publisher.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sluice.kafka.KafkaConfig;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.web.rest.PageRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of usage that comes late or that the database refuses, and of reports that are too much. */
@PublisherTest
class UsageBoundsIT {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Inject
    KafkaTopics topics;

    @Inject
    KafkaConfig kafka;

    @Inject
    UsageIntake intake;

    @Inject
    UsageRollUp rollUp;

    @Inject
    UsageConfig config;

    @Inject
    MeterRegistry registry;

    @Inject
    EntityManager entityManager;

    @Inject
    DataSource database;

    private Requests requests = new Requests(0);
    private String apiId = "";
    private final Instant minute = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(3));

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
        apiId = requests.createApi(Requests.freshName());
    }

    @Test
    void whatHasWaitedInKafkaForAlmostAWeekCounts() {
        // Given
        Instant old = minute.minus(Duration.ofDays(6)).minus(Duration.ofHours(18));

        // When
        send(old, 7);

        // Then
        await().atMost(SOON).untilAsserted(() -> deliveries("day", 7));
        deliveries("hour", 7);

        // When
        rollUpAll();
        rollUp.forget(Instant.now(), config);
        send(old.plusSeconds(60), 4);

        // Then
        await().atMost(SOON).untilAsserted(() -> deliveries("day", 11));
        rollUpAll();
        deliveries("day", 11);
        deliveries("hour", 11);
    }

    @Test
    void whatHasWaitedForLongerIsCountedAsDropped() {
        double before = dropped("late");

        send(minute.minus(Duration.ofDays(20)), 7);

        await().atMost(SOON).untilAsserted(() -> assertThat(dropped("late")).isEqualTo(before + 1));
        deliveries("day", 0);
    }

    @Test
    void aRowThatTheDatabaseRefusesStopsNoOther() {
        // Given
        double before = dropped("refused");
        List<UsageRow> rows = List.of(row("/a", 1), row("/\0", 2), row("/b", 4));

        // When
        assertThatCode(() -> assertTimeoutPreemptively(SOON, () -> intake.put(rows)))
                .doesNotThrowAnyException();

        // Then
        deliveries("day", 5);
        assertThat(dropped("refused")).isEqualTo(before + 1);
    }

    @Test
    void aReportThatTakesTooLongIsGivenUp() throws SQLException {
        UsageReports reports = new UsageReports(entityManager, new ReportTimeout(Duration.ofMillis(200)));
        try (Connection other = database.getConnection()) {
            lock(other);

            UsageReports.Result result = reports.report(new UsageScope.Everything(), request());

            assertThat(result).isEqualTo(new UsageReports.Result.TooLong(Duration.ofMillis(200)));
            try (Response answer = UsageReportBody.answer(result, report -> report)) {
                assertThat(answer.getStatus()).isEqualTo(503);
                assertThat(answer.getEntity().toString()).contains("given up after 0.2 s: ask for less time");
            }
            other.rollback();
        }

        assertThat(reports.report(new UsageScope.Everything(), request())).isInstanceOf(UsageReports.Result.Made.class);
    }

    @Test
    void ofManyReportsFourAreMadeAtOnceAndTheOthersRefused() throws Exception {
        // Given
        UsageReports reports = new UsageReports(entityManager, new ReportTimeout(Duration.ofSeconds(30)));
        List<UsageReports.Result> results = new CopyOnWriteArrayList<>();
        try (Connection other = database.getConnection();
                ExecutorService users = Executors.newVirtualThreadPerTaskExecutor()) {
            lock(other);

            // When
            for (int user = 0; user < 6; user++) {
                users.execute(() -> results.add(reports.report(new UsageScope.Everything(), request())));
            }

            // Then
            await().until(() -> results.size() == 2);
            assertThat(results).containsOnly(new UsageReports.Result.Busy());
            try (Response answer = UsageReportBody.answer(results.getFirst(), report -> report)) {
                assertThat(answer.getStatus()).isEqualTo(503);
                assertThat(answer.getHeaderString("Retry-After")).isEqualTo("2");
            }
            other.rollback();
            await().until(() -> results.size() == 6);
            assertThat(results.subList(2, 6)).hasOnlyElementsOfType(UsageReports.Result.Made.class);
        }
    }

    private static void lock(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table usage_series in access exclusive mode");
        }
    }

    private UsageRequest request() {
        return new UsageRequest(
                minute,
                minute.plus(Duration.ofHours(1)),
                UsageInterval.HOUR,
                UsageGroup.NONE,
                false,
                new PageRequest(0, 25),
                Map.of());
    }

    private record ReportTimeout(Duration reportTimeout) implements UsageConfig {
        @Override
        public Duration keepMinutes() {
            return Duration.ofDays(8);
        }

        @Override
        public Duration keepHours() {
            return Duration.ofDays(60);
        }

        @Override
        public Duration keepDays() {
            return Duration.ofDays(730);
        }
    }

    private UsageRow row(String topic, long events) {
        UsageSeries series =
                new UsageSeries("Default", UUID.fromString(apiId), topic, null, null, null, KeyType.PRODUCTION);
        return new UsageRow(series, minute, UsageSeries.writer("g", "i"), events, 10, 0, 1, Map.of(), 0);
    }

    private double dropped(String reason) {
        return registry.counter("sluice_publisher_usage_dropped_records", "reason", reason)
                .count();
    }

    private void rollUpAll() {
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        while (rollUp.rollUpOneHour(tomorrow) || rollUp.rollUpOneDay(tomorrow)) {
            continue;
        }
    }

    private ValidatableResponse deliveries(String interval, int expected) {
        return requests.asAdmin()
                .queryParam("from", minute.minus(Duration.ofDays(25)).toString())
                .queryParam("interval", interval)
                .get(Requests.PUBLISHER + "/apis/" + apiId + "/usage")
                .then()
                .statusCode(200)
                .body("total.deliveries", equalTo(expected));
    }

    private void send(Instant at, long events) {
        TestUsage.send(
                kafka.bootstrapServers(),
                topics.usage().name(),
                List.of(TestUsage.of(apiId).record(at, events)));
    }
}
