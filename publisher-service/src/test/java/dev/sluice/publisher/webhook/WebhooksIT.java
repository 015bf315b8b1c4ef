package dev.sluice.publisher.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.sluice.publisher.HeldDeletion;
import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.SmallBackend;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks by REST, and what their receivers get. */
@PublisherTest
class WebhooksIT {
    private static final String OK = "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n";
    private static final String ADMIN = "/api/am/admin/v4/webhooks";

    @Inject
    DataSource database;

    @Inject
    WebhookQueue queue;

    @Inject
    EntityManager entityManager;

    /** A message as it came. */
    private record Message(SmallBackend.Request head, String body) {
        String id() {
            return head.header("webhook-id");
        }

        boolean isSignedWith(String secret) {
            Instant sent = Instant.ofEpochSecond(Long.parseLong(head.header("webhook-timestamp")));
            String expected = WebhookSecret.of(secret).orElseThrow().sign(id(), sent, body);
            return expected.equals(head.header("webhook-signature"));
        }
    }

    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final List<SmallBackend> receivers = new ArrayList<>();
    private Requests requests = new Requests(0);
    private String apiId = "";

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
        apiId = requests.createApi(Requests.freshName());
    }

    @AfterEach
    void close() throws IOException {
        for (SmallBackend receiver : receivers) {
            receiver.close();
        }
    }

    /** Answers the messages with these texts, one after the other, the last one again and again. */
    private String receiver(String... answers) throws IOException {
        SmallBackend receiver = new SmallBackend(asked -> {
            int length = Integer.parseInt(asked.header("content-length"));
            byte[] body = asked.socket().getInputStream().readNBytes(length);
            messages.add(new Message(asked, new String(body, StandardCharsets.UTF_8)));
            asked.say(answers[Math.min(messages.size(), answers.length) - 1]);
        });
        receivers.add(receiver);
        return receiver.url("/hook?key=of-the-receiver");
    }

    private String hooks() {
        return Requests.PUBLISHER + "/apis/" + apiId + "/webhooks";
    }

    private Response create(String url, String... events) {
        return requests.asAdmin()
                .body(Map.of("url", url, "events", List.of(events)))
                .post(hooks());
    }

    private ValidatableResponse deliveries(String webhookId) {
        return requests.asAdmin()
                .get(hooks() + "/" + webhookId + "/deliveries")
                .then()
                .statusCode(200);
    }

    @Test
    void noWebhookIsMadeOfAnApiThatIsBeingDeleted() throws Exception {
        HeldDeletion.meanwhile(
                        database,
                        "delete from api where id = '" + apiId + "'",
                        () -> create("https://hooks.example.org/a", "api.retired"))
                .then()
                .statusCode(404)
                .body("code", equalTo(900308));
    }

    @Test
    void anApiMovesWhileAWebhookOfItIsDeleted() throws Exception {
        requests.makeLive(apiId);
        String id = create("https://hooks.example.org/a", "api.deprecated").path("id");

        HeldDeletion.meanwhile(
                        database,
                        "delete from webhook where id = '" + id + "'",
                        () -> requests.changeLifecycle(apiId, "Deprecate"))
                .then()
                .statusCode(200);
    }

    @Test
    void aReceiverIsToldOfWhatItAskedForAndCanVerifyIt() throws Exception {
        // Given
        Response created = create(receiver(OK), "api.deprecated", "api.retired");
        created.then()
                .statusCode(201)
                .body("apiId", equalTo(apiId))
                .body("active", equalTo(true))
                .body("secret", startsWith("whsec_"));
        String secret = created.path("secret");
        String id = created.path("id");
        requests.asAdmin().get(hooks()).then().body("list.id", contains(id)).body("list[0].secret", nullValue());
        requests.makeLive(apiId);

        // When
        requests.changeLifecycle(apiId, "Deprecate").then().statusCode(200);

        // Then
        await().until(() -> messages.size() == 1);
        Message message = messages.getFirst();
        assertThat(message.isSignedWith(secret)).isTrue();
        assertThat(message.head().head()).startsWith("POST /hook?key=of-the-receiver ");
        assertThat(message.head().header("content-type")).isEqualTo("application/json");
        JsonPath body = new JsonPath(message.body());
        assertThat(body.getString("type")).isEqualTo("api.deprecated");
        assertThat(Instant.parse(body.getString("timestamp"))).isBeforeOrEqualTo(Instant.now());
        assertThat(body.getString("data.apiId")).isEqualTo(apiId);
        assertThat(body.getString("data.from")).isEqualTo("PUBLISHED");
        await().untilAsserted(() -> deliveries(id)
                .body("list", hasSize(1))
                .body("list[0].state", equalTo("delivered"))
                .body("list[0].status", equalTo(204))
                .body("list[0].attempts", equalTo(1))
                .body("list[0].event", equalTo("api.deprecated"))
                .body("list[0].id", equalTo(message.id())));
        assertThat(text("select secret from webhook where id = ?", id))
                .startsWith("v1.")
                .doesNotContain(secret.substring(6));
    }

    @Test
    void aDecisionOnASubscriptionIsToldOnce() throws Exception {
        // Given
        String id = create("http://127.0.0.1:1/", "subscription.blocked", "subscription.unblocked")
                .path("id");
        requests.makeLive(apiId);
        String subscriptionId =
                requests.subscribe(requests.createApplication(), apiId).path("subscriptionId");

        // When
        decide("block-subscription?blockState=BLOCKED&subscriptionId=" + subscriptionId);
        decide("block-subscription?blockState=BLOCKED&subscriptionId=" + subscriptionId);
        decide("unblock-subscription?subscriptionId=" + subscriptionId);

        // Then
        deliveries(id)
                .body("list.event", contains("subscription.unblocked", "subscription.blocked"))
                .body("list[1].body", containsString("\"state\":\"BLOCKED\""))
                .body("list[1].body", containsString("\"user\":\"admin\""));
    }

    private void decide(String what) {
        requests.asAdmin()
                .post(Requests.PUBLISHER + "/subscriptions/" + what)
                .then()
                .statusCode(200);
    }

    @Test
    void whatHasNotArrivedIsSentAgainUnderTheSameId() throws Exception {
        // Given
        String id = create(
                        receiver(
                                "HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n",
                                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
                                OK),
                        "api.retired")
                .path("id");
        requests.makeLive(apiId);
        requests.changeLifecycle(apiId, "Deprecate").then().statusCode(200);
        requests.changeLifecycle(apiId, "Retire").then().statusCode(200);

        // Then
        await().untilAsserted(() -> deliveries(id)
                .body("list[0].state", equalTo("waiting"))
                .body("list[0].status", equalTo(500))
                .body("list[0].reason", equalTo("an answer of 500"))
                .body("list[0].nextTime", matchesPattern(".+")));
        makeDue(id);
        await().untilAsserted(() -> deliveries(id).body("list[0].status", equalTo(302)));
        makeDue(id);
        await().untilAsserted(() ->
                deliveries(id).body("list[0].state", equalTo("delivered")).body("list[0].attempts", equalTo(3)));
        assertThat(messages)
                .extracting(Message::id)
                .containsOnly(messages.getFirst().id());
        assertThat(messages)
                .extracting(Message::body)
                .containsOnly(messages.getFirst().body());
    }

    @Test
    void aTestIsSentOnceAndSaysWhatIsWrong() throws Exception {
        String good = create(receiver(OK), "backend.down").path("id");
        String refused = create("http://127.0.0.1:1/", "backend.down").path("id");

        for (String id : List.of(good, refused)) {
            requests.asAdmin()
                    .post(hooks() + "/" + id + "/test")
                    .then()
                    .statusCode(202)
                    .body("event", equalTo("test"))
                    .body("state", equalTo("waiting"));
        }

        await().untilAsserted(() -> deliveries(good).body("list[0].state", equalTo("delivered")));
        await().untilAsserted(() -> deliveries(refused)
                .body("list[0].state", equalTo("failed"))
                .body("list[0].reason", equalTo("the receiver refuses the connection")));
    }

    @Test
    void aSecondTestIsRefusedWhileTheFirstOneWaits() throws Exception {
        // Given
        CountDownLatch released = new CountDownLatch(1);
        SmallBackend hanging = new SmallBackend(asked -> {
            try {
                released.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            asked.say(OK);
        });
        receivers.add(hanging);
        String path = hooks() + "/" + create(hanging.url("/"), "api.retired").path("id");
        requests.asAdmin().post(path + "/test").then().statusCode(202);

        // When, Then
        requests.asAdmin()
                .post(path + "/test")
                .then()
                .statusCode(409)
                .body("description", containsString("A test of this webhook waits"));
        requests.asAdmin().get(path + "/deliveries").then().body("list", hasSize(1));

        // When
        released.countDown();

        // Then
        await().untilAsserted(() ->
                requests.asAdmin().get(path + "/deliveries").then().body("list[0].state", equalTo("delivered")));
        requests.asAdmin().post(path + "/test").then().statusCode(202);
    }

    @Test
    void aSubscriptionThatWaitsIsToldWhenSomethingHasChangedAlone() {
        // Given
        String id = create("http://127.0.0.1:1/", "subscription.on-hold").path("id");
        requests.changeApi(apiId, "policies", List.of("AsyncUnlimited", "AsyncGold"))
                .then()
                .statusCode(200);
        Map<String, Object> streaming = new LinkedHashMap<>(requests.asAdmin()
                .get(Requests.PUBLISHER + "/apis/" + apiId)
                .jsonPath()
                .getMap("streaming"));
        streaming.put("subscriptionApproval", true);
        requests.changeApi(apiId, "streaming", streaming).then().statusCode(200);
        requests.makeLive(apiId);
        String applicationId = requests.createApplication();
        String subscriptionId = requests.subscribe(applicationId, apiId).path("subscriptionId");

        // When
        for (String plan : List.of("AsyncUnlimited", "AsyncUnlimited", "AsyncGold", "AsyncGold")) {
            requests.asAdmin()
                    .body(Map.of("applicationId", applicationId, "apiId", apiId, "throttlingPolicy", plan))
                    .put(Requests.DEVPORTAL + "/subscriptions/" + subscriptionId)
                    .then()
                    .statusCode(200);
        }

        // Then
        deliveries(id)
                .body("list", hasSize(2))
                .body("list[0].body", containsString("\"plan\":\"AsyncGold\""))
                .body("list[1].body", containsString("\"plan\":\"AsyncUnlimited\""));
    }

    @Test
    void whatIsSecretInAUrlIsNotInTheAuditLog() {
        Response created = create("https://hooks.example.org:8443/of-the-receiver?token=of-the-query", "api.retired");
        String path = hooks() + "/" + created.path("id");
        requests.asAdmin()
                .body(Map.of("url", "https://hooks.example.org:8443/another-secret", "events", List.of("api.retired")))
                .put(path)
                .then()
                .statusCode(200);

        String entries = requests.asAdmin()
                .get("/api/am/admin/v4/audit?kind=webhook&subjectId=" + created.path("id"))
                .then()
                .body("list.action", contains("change", "create"))
                .body("list[0].name", equalTo("https://hooks.example.org:8443/***"))
                .body("list[0].before.url", equalTo("https://hooks.example.org:8443/***"))
                .body("list[0].after.url", equalTo("https://hooks.example.org:8443/***"))
                .body("list[1].after.url", equalTo("https://hooks.example.org:8443/***"))
                .extract()
                .asString();

        assertThat(entries).doesNotContain("of-the", "another-secret");
    }

    @Test
    void aWebhookIsChangedInTheEditionThatWasShownAndItsSecretStays() throws Exception {
        Response created = create("https://hooks.example.org/a", "api.retired");
        String path = hooks() + "/" + created.path("id");
        String sealed = text("select secret from webhook where id = ?", created.path("id"));
        Map<String, Object> body = Map.of(
                "url", "https://hooks.example.org/b", "events", List.of("backend.up", "backend.down"), "active", false);

        requests.asAdmin()
                .header("If-Match", created.header("ETag"))
                .body(body)
                .put(path)
                .then()
                .statusCode(200)
                .body("events", contains("backend.down", "backend.up"))
                .body("active", equalTo(false))
                .body("secret", nullValue());
        requests.asAdmin()
                .header("If-Match", created.header("ETag"))
                .body(body)
                .put(path)
                .then()
                .statusCode(412);

        assertThat(text("select secret from webhook where id = ?", created.path("id")))
                .isEqualTo(sealed);
        String other = requests.createApi(Requests.freshName());
        requests.asAdmin()
                .get(Requests.PUBLISHER + "/apis/" + other + "/webhooks/" + created.path("id"))
                .then()
                .statusCode(404);
        requests.asAdmin()
                .get(ADMIN + "/" + created.path("id"))
                .then()
                .statusCode(200)
                .body("apiId", equalTo(apiId));
        requests.asAdmin().delete(path).then().statusCode(200);
        requests.asAdmin().get(path).then().statusCode(404);
    }

    @Test
    void whatIsNoWebhookIsRefusedWithEachReason() {
        requests.asAdmin()
                .body(Map.of("url", "ftp://x", "events", List.of("api.born"), "secret", "simple"))
                .post(ADMIN)
                .then()
                .statusCode(400)
                .body("error", hasSize(3))
                .body("description", containsString("whsec_"));
        requests.asAdmin()
                .body(Map.of("url", "https://169.254.169.254/latest", "events", List.of("api.retired")))
                .post(ADMIN)
                .then()
                .statusCode(400)
                .body("description", containsString("sluice.publisher.outbound.allow"));
    }

    @Test
    void noMessageIsTakenTwiceAndAWebhookThatHangsHoldsUpNoOther() throws Exception {
        // Given
        List<String> webhooks = IntStream.range(0, 3)
                .mapToObj(_ -> create("http://127.0.0.1:1/", "api.retired").<String>path("id"))
                .toList();
        for (String webhook : webhooks) {
            execute("update webhook set active = false where id = ?", webhook);
            execute(
                    "insert into webhook_delivery (id, webhook_id, event, body, state, attempts, next_at, created_at)"
                            + " select gen_random_uuid(), ?, 'none', '', 'WAITING', 0, now() - interval '1 year', now()"
                            + " from generate_series(1, 20)",
                    webhook);
        }

        // When
        List<WebhookQueue.Taken> taken = new ArrayList<>();
        try (ExecutorService publishers = Executors.newFixedThreadPool(4)) {
            Callable<List<WebhookQueue.Taken>> take = () -> queue.take(10, List.of());
            for (Future<List<WebhookQueue.Taken>> each : publishers.invokeAll(List.of(take, take, take, take))) {
                taken.addAll(each.get());
            }
        }

        // Then
        assertThat(taken).isNotEmpty();
        assertThat(taken).extracting(WebhookQueue.Taken::id).doesNotHaveDuplicates();
        assertThat(queue.take(10, taken))
                .noneMatch(message -> webhooks.contains(message.webhookId().toString()));
        for (String webhook : webhooks) {
            execute("delete from webhook where id = ?", webhook);
        }
    }

    /** What is not committed is taken by no other publisher meanwhile. */
    @Test
    void ofAHostAtMostEightMessagesAreTaken() {
        List<String> ofHost = Stream.of(
                        "http://127.0.0.1:1/", "http://127.0.0.1:2/a?b", "http://127.0.0.1/", "http://127.0.0.1:3/b")
                .map(url -> create(url, "api.retired").<String>path("id"))
                .toList();
        String other = create("http://127.0.0.2:1/", "api.retired").path("id");

        QuarkusTransaction.begin();
        try {
            Stream.concat(ofHost.stream(), Stream.of(other)).forEach(this::fill);

            List<WebhookQueue.Taken> taken = queue.take(32, List.of());
            List<WebhookQueue.Taken> more = queue.take(32, taken);

            assertThat(taken)
                    .filteredOn(message -> ofHost.contains(message.webhookId().toString()))
                    .hasSize(8);
            assertThat(taken)
                    .filteredOn(message -> other.equals(message.webhookId().toString()))
                    .hasSize(4);
            assertThat(more)
                    .noneMatch(message -> ofHost.contains(message.webhookId().toString())
                            || other.equals(message.webhookId().toString()));

            List<WebhookQueue.Taken> sent = taken.stream()
                    .filter(message -> ofHost.contains(message.webhookId().toString()))
                    .limit(5)
                    .toList();
            List<WebhookQueue.Taken> left =
                    taken.stream().filter(message -> !sent.contains(message)).toList();

            assertThat(queue.take(32, left))
                    .filteredOn(message -> ofHost.contains(message.webhookId().toString()))
                    .hasSizeLessThanOrEqualTo(5);
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    private void fill(String webhookId) {
        entityManager
                .createNativeQuery("insert into webhook_delivery"
                        + " (id, webhook_id, event, body, state, attempts, next_at, created_at)"
                        + " select gen_random_uuid(), :webhook, 'none', '', 'WAITING', 0, now() - interval '1 year', now()"
                        + " from generate_series(1, 20)")
                .setParameter("webhook", UUID.fromString(webhookId))
                .executeUpdate();
    }

    private void makeDue(String webhookId) throws SQLException {
        execute("update webhook_delivery set next_at = now() where webhook_id = ?", webhookId);
    }

    private void execute(String sql, String id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, UUID.fromString(id));
            statement.executeUpdate();
        }
    }

    private String text(String sql, String id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, UUID.fromString(id));
            try (ResultSet result = statement.executeQuery()) {
                assertThat(result.next()).isTrue();
                return result.getString(1);
            }
        }
    }
}
