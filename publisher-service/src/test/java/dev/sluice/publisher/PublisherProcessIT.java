package dev.sluice.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.embedded.EmbeddedKafka;
import dev.sluice.embedded.FreePorts;
import dev.sluice.model.usage.UsageRecord;
import dev.sluice.publisher.usage.TestUsage;
import dev.sluice.testsupport.KafkaBroker;
import dev.sluice.testsupport.PostgresServer;
import dev.sluice.testsupport.TestDatabase;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The packaged service: two of them, killed ones, and one whose Kafka goes away. */
@Timeout(180)
class PublisherProcessIT {
    private static final String RELAYS = "/api/am/admin/v4/relays";

    private final TestDatabase database = PostgresServer.freshDatabase();
    private final String bootstrapServers = KafkaBroker.shared().bootstrapServers();
    private final String prefix = KafkaBroker.freshPrefix();

    @Test
    void twoPublishersShareKeysAndClientsAndOneTakesOverFromTheOther() throws Exception {
        try (PublisherProcess first = start("publisher-1");
                PublisherProcess second = start("publisher-2")) {
            // Given
            first.awaitReady();
            second.awaitReady();
            String applicationId = first.requests().createApplication();
            Response keys = first.requests().generateKeys(applicationId);
            String key = keys.path("consumerKey");
            String secret = keys.path("consumerSecret");

            // When
            Response token = second.requests().token(key, secret);

            // Then
            token.then().statusCode(200);
            assertThat(keyIds(first)).hasSize(1).isEqualTo(keyIds(second));

            // When
            String renewed = second.requests()
                    .asAdmin()
                    .post(Requests.DEVPORTAL + "/applications/" + applicationId + "/oauth-keys/"
                            + keys.path("keyMappingId") + "/regenerate-secret")
                    .path("consumerSecret");

            // Then
            assertThat(first.requests().token(key, secret).statusCode()).isEqualTo(401);
            assertThat(first.requests().token(key, renewed).statusCode()).isEqualTo(200);
            String apiId = second.requests().liveApi();
            String revisionId = second.requests()
                    .asAdmin()
                    .get(Requests.PUBLISHER + "/apis/" + apiId + "/deployments")
                    .path("list[0].revisionUuid");
            first.requests().undeploy(apiId, revisionId).then().header("Sluice-Propagated", "true");

            // Given
            TestUsage usage = TestUsage.of(apiId);
            Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS).minusSeconds(3600);
            sendUsage(usage, hour, 1);
            expectUsage(first, apiId, 16);

            // When
            first.kill();
            sendUsage(usage, hour, 2);

            // Then
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> second.requests()
                            .deploy(apiId, revisionId)
                            .then()
                            .statusCode(201)
                            .header("Sluice-Propagated", "true"));
            assertThat(second.requests().token(key, renewed).statusCode()).isEqualTo(200);
            expectUsage(second, apiId, 32);
        }
    }

    /** So many topics that each publisher reads some, each with so many events so far. */
    private void sendUsage(TestUsage usage, Instant minute, long events) {
        List<UsageRecord> reports = IntStream.range(0, 16)
                .mapToObj(topic -> usage.at("/" + topic).record(minute, events))
                .toList();
        TestUsage.send(bootstrapServers, prefix + ".usage", reports);
    }

    private static void expectUsage(PublisherProcess publisher, String apiId, int deliveries) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> publisher
                        .requests()
                        .asAdmin()
                        .get(Requests.PUBLISHER + "/apis/" + apiId + "/usage")
                        .then()
                        .statusCode(200)
                        .body("total.deliveries", equalTo(deliveries)));
    }

    @Test
    void theDocumentOfTheRestApisIsForEverybody() throws Exception {
        try (PublisherProcess publisher = start("publisher-1")) {
            Requests requests = publisher.awaitReady().requests();

            requests.asVisitor().get("/q/openapi").then().statusCode(200).body(containsString("openapi: 3.1"));
            requests.asVisitor().get("/q/swagger-ui/").then().statusCode(404);
        }
    }

    @Test
    void twoPublishersGiveANameAVersionAndANumberOnce() throws Exception {
        try (PublisherProcess first = start("publisher-1");
                PublisherProcess second = start("publisher-2")) {
            // Given
            List<Requests> both =
                    List.of(first.awaitReady().requests(), second.awaitReady().requests());
            String name = Requests.freshName();
            String apiId = both.getFirst().createApi(Requests.freshName());

            // When
            List<Response> created = atOnce(
                    both,
                    publisher -> publisher.asAdmin().body(Requests.api(name)).post(Requests.PUBLISHER + "/apis"));
            List<Response> copied = atOnce(both, publisher -> publisher.copyApi(apiId, "2.0.0", true));
            List<Response> revised = atOnce(
                    both,
                    publisher -> publisher
                            .asAdmin()
                            .body(Map.of())
                            .post(Requests.PUBLISHER + "/apis/" + apiId + "/revisions"));

            // Then
            assertThat(created)
                    .extracting(Response::statusCode)
                    .containsOnlyOnce(201)
                    .containsOnly(201, 409);
            assertThat(copied)
                    .extracting(Response::statusCode)
                    .containsOnlyOnce(201)
                    .containsOnly(201, 409);
            assertThat(revised)
                    .filteredOn(answer -> answer.statusCode() == 201)
                    .extracting(answer -> answer.<String>path("displayName"))
                    .containsExactlyInAnyOrder("Revision 1", "Revision 2", "Revision 3", "Revision 4", "Revision 5");
        }
    }

    /** Eight requests side by side, every second one to the same publisher. */
    private static List<Response> atOnce(List<Requests> publishers, Function<Requests, Response> request)
            throws Exception {
        List<Response> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Response>> work = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Requests publisher = publishers.get(i % publishers.size());
                work.add(() -> request.apply(publisher));
            }
            for (Future<Response> done : threads.invokeAll(work)) {
                answers.add(done.get());
            }
        }
        return answers;
    }

    @Test
    void whatWasThereBeforeAKillIsThereAfterTheRestart() throws Exception {
        // Given
        String apiId;
        String key;
        String secret;
        List<String> keyIds;
        try (PublisherProcess before = start("publisher-1").awaitReady()) {
            apiId = before.requests().liveApi();
            Response keys = before.requests().generateKeys(before.requests().createApplication());
            key = keys.path("consumerKey");
            secret = keys.path("consumerSecret");
            keyIds = keyIds(before);

            // When
            before.kill();
        }
        try (PublisherProcess after = start("publisher-1").awaitReady()) {

            // Then
            after.requests()
                    .asAdmin()
                    .get(Requests.PUBLISHER + "/apis/" + apiId)
                    .then()
                    .statusCode(200)
                    .body("lifeCycleStatus", equalTo("PUBLISHED"));
            after.requests().token(key, secret).then().statusCode(200);
            assertThat(keyIds(after)).isEqualTo(keyIds);
            after.requests().publish(apiId).then().statusCode(200).header("Sluice-Propagated", "true");
        }
    }

    @Test
    void withKafkaAwayWritesArePendingAtOnceAndArriveWhenItIsBack() throws Exception {
        Path directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "kafka-");
        EmbeddedKafka kafka =
                new EmbeddedKafka(directory, FreePorts.any(), FreePorts.any(), EmbeddedKafka.FAST_COMPACTION);
        kafka.start();
        try (PublisherProcess publisher = PublisherProcess.start(
                        PublisherProcess.settings("publisher-1", database, kafka.bootstrapServers(), prefix))
                .awaitReady()) {
            // Given
            String apiId = publisher.requests().liveApi();
            kafka.close();

            // When
            publisher.requests().publish(apiId).then().statusCode(200).header("Sluice-Propagated", "pending");
            Response second = publisher.requests().publish(apiId);

            // Then
            second.then().statusCode(200).header("Sluice-Propagated", "pending");
            assertThat(second.time()).isLessThan(700);
            assertThat(publisher.isReady()).isTrue();
            assertNothingIsClaimed(publisher.requests(), apiId);

            // When
            kafka.start();

            // Then
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> upstreams(publisher.requests(), apiId).body("state", equalTo("none")));
            publisher.requests().asAdmin().get(RELAYS).then().statusCode(200);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> publisher.requests().publish(apiId).then().header("Sluice-Propagated", "true"));
            assertThat(new ControlLog(kafka.bootstrapServers(), prefix + ".apis").read())
                    .extracting(ControlLog::versionOf)
                    .hasSizeGreaterThanOrEqualTo(5)
                    .isSorted();
        } finally {
            kafka.close();
        }
    }

    /** Of what only Kafka knows: neither that nodes are gone nor how upstreams stand. */
    private static void assertNothingIsClaimed(Requests requests, String apiId) {
        requests.asAdmin().get(RELAYS).then().statusCode(503).body("description", containsString("Kafka"));
        requests.asAdmin()
                .get(Requests.PUBLISHER + "/apis/" + apiId + "/deployments")
                .then()
                .statusCode(200)
                .body("list.streaming", contains(nullValue()));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> upstreams(requests, apiId).body("state", equalTo("unknown")));
    }

    /** As the list of APIs shows them. */
    private static ValidatableResponse upstreams(Requests requests, String apiId) {
        return requests.asAdmin()
                .get(Requests.PUBLISHER + "/apis")
                .then()
                .statusCode(200)
                .rootPath("list.find { it.id == '" + apiId + "' }.streaming.upstreams");
    }

    @Test
    void twoPublishersShareScriptsTheirTokensAndWhoIsSlowedDown() throws Exception {
        try (PublisherProcess first = start("publisher-1");
                PublisherProcess second = start("publisher-2")) {
            // Given
            first.awaitReady();
            second.awaitReady();
            String apis = Requests.PUBLISHER + "/apis";
            ScriptClient here = ScriptClient.registered(first.requests());
            ScriptClient there = here.at(second.requests());
            Response tokens = here.password("admin", "admin", "apim:api_view");

            // When
            Response refreshed = there.refresh(tokens.path("refresh_token"));

            // Then
            refreshed.then().statusCode(200);
            first.requests()
                    .withToken(refreshed.path("access_token"))
                    .get(apis)
                    .then()
                    .statusCode(200);
            here.refresh(tokens.path("refresh_token")).then().statusCode(400);
            second.requests()
                    .withToken(refreshed.path("access_token"))
                    .get(apis)
                    .then()
                    .statusCode(401);

            // When
            String revoked = there.clientCredentials("apim:api_view").path("access_token");
            here.revoke(revoked).then().statusCode(200);

            // Then
            second.requests().withToken(revoked).get(apis).then().statusCode(401);

            // When
            for (int i = 0; i < 5; i++) {
                first.requests().as("somebody", "a guess").get(apis).then().statusCode(401);
            }

            // Then
            second.requests().as("somebody", "a guess").get(apis).then().statusCode(429);
        }
    }

    @Test
    void theRestIsServedByHttpsAloneAndByTheLetterOfHttp() throws Exception {
        try (PublisherProcess publisher = start("publisher-1").awaitReady();
                HttpClient client = HttpClient.newHttpClient()) {
            publisher
                    .requests()
                    .asAdmin()
                    .get(Requests.PUBLISHER + "/apis")
                    .then()
                    .statusCode(200)
                    .header("Strict-Transport-Security", "max-age=31536000");

            HttpRequest plain = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + publisher.port() + Requests.PUBLISHER + "/apis"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            HttpResponse<String> refused = client.send(plain, HttpResponse.BodyHandlers.ofString());
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("\"code\":400", "https://");

            assertThat(publisher.exchange("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("2 Host headers", "Strict-Transport-Security: max-age");
            // Whatever is cut off is answered in time, over TLS, too.
            assertThat(publisher.exchange("GET / HTTP/1.1\r\nHos")).startsWith("HTTP/1.1 408 ");
        }
    }

    private PublisherProcess start(String nodeId) throws Exception {
        return PublisherProcess.start(PublisherProcess.settings(nodeId, database, bootstrapServers, prefix));
    }

    private static List<String> keyIds(PublisherProcess publisher) {
        return publisher.requests().asVisitor().get("/oauth2/jwks").path("keys.kid");
    }
}
