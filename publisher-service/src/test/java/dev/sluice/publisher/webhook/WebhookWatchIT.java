package dev.sluice.publisher.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;

import dev.sluice.kafka.KafkaConfig;
import dev.sluice.model.quota.Period;
import dev.sluice.model.quota.Window;
import dev.sluice.model.quota.WindowUnit;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.api.endpoint.upstream.TestRelay;
import dev.sluice.publisher.api.endpoint.upstream.UpstreamStates;
import dev.sluice.publisher.usage.quota.TestQuota;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What webhooks are told that no request brings about. */
@PublisherTest
class WebhookWatchIT {
    @Inject
    KafkaTopics topics;

    @Inject
    KafkaConfig kafka;

    @Inject
    DataSource database;

    @Inject
    BackendHooks backends;

    @Inject
    UpstreamStates upstreams;

    private Requests requests = new Requests(0);

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
    }

    @Test
    void aQuotaThatIsReachedIsToldOnce() throws SQLException {
        // Given
        String name = Requests.freshName();
        String apiId = requests.asAdmin()
                .body(Requests.api(name, "policies", List.of("AsyncBronze")))
                .post(Requests.PUBLISHER + "/apis")
                .path("id");
        requests.makeLive(apiId);
        String applicationId = requests.createApplication();
        String subscriptionId = requests.asAdmin()
                .body(Map.of("applicationId", applicationId, "apiId", apiId, "throttlingPolicy", "AsyncBronze"))
                .post(Requests.DEVPORTAL + "/subscriptions")
                .path("subscriptionId");
        String webhook = webhook(apiId, "quota.reached");
        TestQuota quota = new TestQuota(
                kafka.bootstrapServers(),
                topics,
                "s:" + subscriptionId,
                new Period(WindowUnit.DAY, 1).windowAt(Instant.now()));

        // When
        quota.send("gateway-1", 4_000);
        quota.send("gateway-2", 1_000);

        // Then
        await().untilAsserted(() -> deliveries(apiId, webhook)
                .body("list.event", contains("quota.reached"))
                .body("list[0].body", containsString("\"subscriptionId\":\"" + subscriptionId))
                .body("list[0].body", containsString("\"apiName\":\"" + name))
                .body("list[0].body", containsString("\"limit\":5000,\"unit\":\"DAY\",\"resetsAt\":")));

        // When
        quota.send("gateway-2", 1_001);
        quota.send("gateway-3", 1);
        long before = marks();
        TestQuota other = new TestQuota(kafka.bootstrapServers(), topics, "a:" + applicationWithTenAMinute(), minute());
        other.send("gateway-1", 10);

        // Then
        await().until(() -> marks() > before);
        deliveries(apiId, webhook).body("list", hasSize(1));
    }

    private static Window minute() {
        return new Period(WindowUnit.MINUTE, 1).windowAt(Instant.now().plusSeconds(60));
    }

    private String applicationWithTenAMinute() {
        return requests.asAdmin()
                .body(Map.of("name", Requests.freshName(), "throttlingPolicy", "10PerMin"))
                .post(Requests.DEVPORTAL + "/applications")
                .path("applicationId");
    }

    /** What has been told of quotas so far. */
    private long marks() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("select count(*) from webhook_mark");
                ResultSet result = statement.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    @Test
    void aBackendThatIsDownForAWhileIsToldAndWhenItIsBack() throws Exception {
        // Given
        String apiId = requests.createApi(Requests.freshName());
        String webhook = webhook(apiId, "backend.down", "backend.up");
        TestRelay relay = new TestRelay(kafka.bootstrapServers(), topics);

        // When
        relay.tell(apiId, Upstream.BACKING_OFF, "the backend has answered 503");
        await().untilAsserted(() -> {
            backends.check();
            expectOutage(apiId);
        });
        backends.check();

        // Then
        deliveries(apiId, webhook).body("list", hasSize(0));

        // When
        execute("update webhook_outage set since = now() - interval '6 minutes' where api_id = ?", apiId);
        backends.check();
        backends.check();

        // Then
        deliveries(apiId, webhook)
                .body("list.event", contains("backend.down"))
                .body("list[0].body", containsString("the backend has answered 503"));

        // When
        relay.tell(apiId, Upstream.LIVE, null);

        // Then
        await().untilAsserted(() -> {
            backends.check();
            deliveries(apiId, webhook).body("list.event", contains("backend.up", "backend.down"));
        });
    }

    @Test
    void aBackendOfWhichARowIsLockedHoldsUpNoOther() throws Exception {
        // Given
        List<String> apiIds = Stream.of(Requests.freshName(), Requests.freshName())
                .map(requests::createApi)
                .sorted()
                .toList();
        String first = apiIds.getFirst();
        String last = apiIds.getLast();
        webhook(first, "backend.down");
        TestRelay relay = new TestRelay(kafka.bootstrapServers(), topics);
        relay.tell(last, Upstream.BACKING_OFF, "the backend has answered 503");
        await().untilAsserted(() -> {
            backends.check();
            expectOutage(last);
        });
        execute("update webhook_outage set since = now() - interval '6 minutes' where api_id = ?", last);
        try (Connection other = database.getConnection();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            other.setAutoCommit(false);
            try (PreparedStatement lock =
                    other.prepareStatement("select 1 from webhook_outage where api_id = ? for update")) {
                lock.setObject(1, UUID.fromString(last));
                lock.executeQuery();
            }

            // When
            relay.tell(first, Upstream.BACKING_OFF, "the backend has answered 503");
            await().until(() -> upstreams.backends().keySet().stream()
                    .anyMatch(backend -> backend.apiId().equals(first)));
            Future<?> check = thread.submit(backends::check);

            // Then
            try {
                await().untilAsserted(() -> expectOutage(first));
                assertThat(check.isDone()).isFalse();
            } finally {
                other.rollback();
            }
            check.get(10, TimeUnit.SECONDS);
        }
    }

    private void expectOutage(String apiId) throws SQLException {
        if (execute("update webhook_outage set told = false where api_id = ?", apiId) != 1) {
            throw new AssertionError("no outage of " + apiId);
        }
    }

    private String webhook(String apiId, String... events) {
        return requests.asAdmin()
                .body(Map.of("url", "http://127.0.0.1:1/", "events", List.of(events)))
                .post(Requests.PUBLISHER + "/apis/" + apiId + "/webhooks")
                .path("id");
    }

    private ValidatableResponse deliveries(String apiId, String webhook) {
        return requests.asAdmin()
                .get(Requests.PUBLISHER + "/apis/" + apiId + "/webhooks/" + webhook + "/deliveries")
                .then()
                .statusCode(200);
    }

    private int execute(String sql, String id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, UUID.fromString(id));
            return statement.executeUpdate();
        }
    }
}
