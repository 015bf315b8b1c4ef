package dev.sluice.publisher.developer.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.model.access.ApiKeyText;
import dev.sluice.publisher.ControlLog;
import dev.sluice.publisher.HeldDeletion;
import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.TestUser;
import dev.sluice.publisher.web.access.Role;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** API keys, from their making to the record that gateways read. */
@PublisherTest
class ApiKeysIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @ConfigProperty(name = "sluice.kafka.bootstrap-servers")
    String bootstrapServers = "";

    @ConfigProperty(name = "sluice.kafka.topic-prefix")
    String prefix = "";

    @Inject
    EntityManager entityManager;

    @Inject
    DataSource database;

    private Requests requests = new Requests(0);
    private String apiId = "";
    private String applicationId = "";
    private String ofApplication = "";
    private String ofApi = "";

    @BeforeEach
    void subscribe() {
        requests = new Requests(RestAssured.port);
        apiId = requests.liveApi();
        applicationId = requests.createApplication();
        requests.subscribe(applicationId, apiId).then().statusCode(201);
        ofApplication = Requests.DEVPORTAL + "/applications/" + applicationId + "/api-keys/PRODUCTION";
        ofApi = Requests.DEVPORTAL + "/apis/" + apiId + "/api-keys";
    }

    @Test
    void aKeyIsShownOnceAndGatewaysLearnItsHash() {
        Response made = generate(Map.of(
                "keyName",
                "till 4",
                "validityPeriod",
                600,
                "additionalProperties",
                Map.of("permittedIP", "192.0.2.7,2001:db8::/32", "permittedReferer", "*.example.com/*")));

        made.then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .header("Sluice-Propagated", equalTo("true"))
                .header("Sluice-Ignored-Fields", nullValue())
                .body("keyName", equalTo("till 4"))
                .body("validityPeriod", equalTo(600))
                .body("apiId", equalTo(apiId));
        String key = made.path("apikey");
        assertThat(ApiKeyText.isWellFormed(key)).isTrue();
        assertThat(key).startsWith("slk_live_").endsWith(made.path("lastFour"));
        String record = record(key);
        assertThat(record)
                .contains("\"keyId\":\"" + made.path("keyUUID"), "\"apiId\":\"" + apiId, "\"keyType\":\"PRODUCTION\"")
                .contains("\"permittedIps\":[\"192.0.2.7\",\"2001:db8::/32\"]", "[\"*.example.com/*\"]")
                .contains(
                        "\"expiresAt\":" + Instant.parse(made.path("expiresAt")).toEpochMilli());
        Response list = requests.asAdmin().get(ofApplication);
        list.then()
                .statusCode(200)
                .body("list.keyUUID", contains(made.<String>path("keyUUID")))
                .body("list[0].additionalProperties.permittedIP", equalTo("192.0.2.7,2001:db8::/32"))
                .body("list[0].apikey", nullValue())
                .body("pagination.total", equalTo(1));
        for (String shown : List.of(list.asString(), audit(made.path("keyUUID")), record, stored())) {
            assertThat(shown).doesNotContain(key);
        }
        assertThat(audit(made.path("keyUUID"))).contains("\"create\"", "till 4").doesNotContain(ApiKeyText.hash(key));
    }

    private String record(String key) {
        return new String(log().last(recordKey(key)).value(), StandardCharsets.UTF_8);
    }

    private ControlLog log() {
        return new ControlLog(bootstrapServers, prefix + ".access");
    }

    private static String recordKey(String key) {
        return "apikey/" + ApiKeyText.hash(key);
    }

    private String audit(String id) {
        return requests.asAdmin()
                .queryParam("limit", 1000)
                .queryParam("subjectId", id)
                .get("/api/am/admin/v4/audit")
                .asString();
    }

    private String stored() {
        return QuarkusTransaction.requiringNew()
                .call(() -> entityManager
                        .createNativeQuery("select cast(json_agg(k) as text) from api_key k", String.class)
                        .getSingleResult()
                        .toString());
    }

    @Test
    void anApisPathMakesKeysOfAllTypesAndListsThoseOfTheDevelopersApplications() {
        Response made = requests.asAdmin().body(Map.of("keyType", "SANDBOX")).post(ofApi + "/generate");

        made.then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("applicationId", equalTo(applicationId))
                .body("keyType", equalTo("SANDBOX"))
                .body("validityPeriod", equalTo(-1))
                .body("expiresAt", nullValue())
                .body("apikey", containsString("slk_test_"));
        requests.asAdmin().get(ofApi).then().body("list.keyUUID", contains(made.<String>path("keyUUID")));
        requests.asAdmin().get(ofApplication).then().body("list", hasSize(0));
    }

    @Test
    void whichApiOrApplicationMayBeLeftOutWhileThereIsOneOnly() {
        String other = requests.liveApi();
        requests.subscribe(applicationId, other).then().statusCode(201);

        generate(Map.of()).then().statusCode(400).body("error.code", contains("apiId"));
        generate(Map.of("apiId", other)).then().statusCode(200).body("apiId", equalTo(other));
        String second = requests.createApplication();
        requests.subscribe(second, apiId).then().statusCode(201);
        requests.asAdmin()
                .body(Map.of())
                .post(ofApi + "/generate")
                .then()
                .statusCode(400)
                .body("error.code", contains("applicationId"));
    }

    @Test
    void withoutASubscriptionOrAtAnApiThatTakesNoneThereIsNoKey() {
        String other = requests.liveApi();
        generate(Map.of("apiId", other)).then().statusCode(400).body("description", containsString("not subscribed"));
        generate(Map.of("apiId", UUID.randomUUID().toString()))
                .then()
                .statusCode(404)
                .body("code", equalTo(900308));
        generate(Map.of("apiId", "nonsense")).then().statusCode(404);

        requests.changeApi(apiId, "securityScheme", List.of("oauth2")).then().statusCode(200);
        generate(Map.of()).then().statusCode(400).body("description", containsString("takes no API keys"));
    }

    @Test
    void aKeyIsMadeForWhatTokensWouldOpen() {
        String id = generate(Map.of()).path("keyUUID");

        moveApi("Block");
        generate(Map.of()).then().statusCode(200);
        requests.asAdmin().body(Map.of()).post(ofApi + "/generate").then().statusCode(200);
        moveApi("Re-Publish");
        moveApi("Demote to Created");
        generate(Map.of()).then().statusCode(400).body("description", containsString("The API is CREATED"));
        regenerate(Map.of("keyUUID", id)).then().statusCode(400).body("description", containsString("CREATED"));
        moveApi("Publish");
        moveApi("Deprecate");
        generate(Map.of()).then().statusCode(200);
        moveApi("Retire");
        generate(Map.of()).then().statusCode(400).body("description", containsString("The API is RETIRED"));

        revoke(Map.of("keyUUID", id)).then().statusCode(200);
    }

    private void moveApi(String action) {
        requests.asAdmin()
                .queryParam("apiId", apiId)
                .queryParam("action", action)
                .post(Requests.PUBLISHER + "/apis/change-lifecycle")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Block"})
    void anApiThatIsNotShownToADeveloperHasNoListOfKeys(String action) {
        String hidden = requests.createApi(Requests.freshName());
        if (!action.isEmpty()) {
            apiId = hidden;
            moveApi("Publish");
            moveApi(action);
        }
        TestUser developer = TestUser.with(requests, Role.SUBSCRIBER);
        String keys = Requests.DEVPORTAL + "/apis/" + hidden + "/api-keys";

        requests.as(developer).get(keys).then().statusCode(404).body("code", equalTo(900308));
        requests.as(developer)
                .body(Map.of("keyUUID", UUID.randomUUID()))
                .post(keys + "/revoke")
                .then()
                .statusCode(404)
                .body("code", equalTo(900308));
        requests.as(developer).body(Map.of()).post(keys + "/generate").then().statusCode(404);
        requests.as(developer).get(ofApi).then().statusCode(200);
    }

    @Test
    void anApiThatTakesKeysAloneCanBeMade() {
        requests.changeApi(apiId, "securityScheme", List.of("api_key"))
                .then()
                .statusCode(200)
                .body("securityScheme", contains("api_key"));
        Map<String, Object> body = requests.readApi(apiId);
        body.remove("securityScheme");
        requests.putApi(apiId, body).then().statusCode(200).body("securityScheme", contains("api_key"));
        generate(Map.of()).then().statusCode(200);
    }

    @Test
    void anApiSaysWhetherAKeyMayBeInTheQueryAndKeepsThatWhenABodyDoesNotSayIt() {
        assertThat((Boolean) requests.asAdmin()
                        .get(Requests.PUBLISHER + "/apis/" + apiId)
                        .path("streaming.queryApiKey"))
                .isFalse();

        requests.changeApi(apiId, "streaming", Map.of("queryApiKey", true))
                .then()
                .statusCode(200)
                .body("streaming.queryApiKey", equalTo(true));
        requests.changeApi(apiId, "streaming", Map.of("heartbeatMs", 20_000))
                .then()
                .body("streaming.queryApiKey", equalTo(true));
    }

    @Test
    void tenKeysOfATypeAreEnough() {
        String last = "";
        for (int i = 0; i < 10; i++) {
            last = generate(Map.of()).then().statusCode(200).extract().path("keyUUID");
        }

        regenerate(Map.of("keyUUID", last, "overlapSeconds", 60)).then().statusCode(409);
        regenerate(Map.of("keyUUID", last)).then().statusCode(200);
        generate(Map.of()).then().statusCode(409).body("description", containsString("revoke one first"));
        requests.asAdmin()
                .queryParam("limit", 3)
                .queryParam("offset", 8)
                .get(ofApplication)
                .then()
                .body("count", equalTo(2))
                .body("pagination.total", equalTo(10));
        requests.asAdmin()
                .body(Map.of("keyType", "SANDBOX"))
                .post(ofApi + "/generate")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"keyUUID", "apikey"})
    void aRevokedKeyIsGoneWhetherItsIdOrItselfIsSent(String field) {
        Response made = generate(Map.of());

        revoke(Map.of(field, made.path(field))).then().statusCode(200).header("Sluice-Propagated", equalTo("true"));

        assertTombstone(made.path("apikey"));
        requests.asAdmin().get(ofApplication).then().body("list", hasSize(0));
        Response again = revoke(Map.of(field, made.path(field)));
        again.then().statusCode(404);
        assertThat(again.asString()).doesNotContain(made.<String>path("apikey"));
        assertThat(audit(made.path("keyUUID"))).contains("\"delete\"");
    }

    private void assertTombstone(String key) {
        ConsumerRecord<String, byte[]> last = log().last(recordKey(key));
        assertThat(last.value()).isNull();
    }

    @Test
    void anotherKeyTakesThePlaceOfOneWithItsRules() {
        Response made = generate(Map.of(
                "keyName",
                "till 5",
                "validityPeriod",
                900,
                "additionalProperties",
                Map.of("permittedIP", "192.0.2.7")));

        Response next = regenerate(Map.of("keyUUID", made.path("keyUUID")));

        next.then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .header("Sluice-Propagated", equalTo("true"))
                .body("keyName", equalTo("till 5"))
                .body("validityPeriod", equalTo(900))
                .body("additionalProperties.permittedIP", equalTo("192.0.2.7"))
                .body("keyUUID", not(equalTo(made.<String>path("keyUUID"))))
                .body("apikey", not(equalTo(made.<String>path("apikey"))));
        assertTombstone(made.path("apikey"));
        assertThat(record(next.path("apikey"))).contains("192.0.2.7");
    }

    @Test
    void theFormerKeyMayStayGoodForAWhile() {
        Response made = generate(Map.of());

        Instant before = Instant.now();
        regenerate(Map.of("keyUUID", made.path("keyUUID"), "overlapSeconds", 3_600))
                .then()
                .statusCode(200);

        long end = Long.parseLong(record(made.path("apikey")).replaceAll(".*\"expiresAt\":(\\d+).*", "$1"));
        assertThat(Instant.ofEpochMilli(end))
                .isBetween(before.plusSeconds(3_599), Instant.now().plusSeconds(3_601));
        requests.asAdmin()
                .get(ofApplication)
                .then()
                .body("list", hasSize(2))
                .body("list.expiresAt", hasItem(nullValue()));
        regenerate(Map.of("keyUUID", made.path("keyUUID"), "overlapSeconds", 86_401))
                .then()
                .statusCode(400)
                .body("error.code", contains("overlapSeconds"));
    }

    @Test
    void anExpiredKeyIsTakenAway() {
        String key = generate(Map.of("validityPeriod", 1)).path("apikey");

        await().atMost(Duration.ofSeconds(6)).untilAsserted(() -> assertTombstone(key));
        requests.asAdmin().get(ofApplication).then().body("list", hasSize(0));
    }

    @Test
    void keysGoWithTheirSubscriptionTheirApplicationAndTheirApi() {
        String bySubscription = generate(Map.of()).path("apikey");
        requests.asAdmin()
                .delete(Requests.DEVPORTAL + "/subscriptions/" + subscriptionId())
                .then()
                .statusCode(200);
        assertTombstone(bySubscription);

        requests.subscribe(applicationId, apiId).then().statusCode(201);
        String byApplication = generate(Map.of()).path("apikey");
        requests.asAdmin()
                .delete(Requests.DEVPORTAL + "/applications/" + applicationId)
                .then()
                .statusCode(200);
        assertTombstone(byApplication);

        String application = requests.createApplication();
        requests.subscribe(application, apiId).then().statusCode(201);
        String byApi = requests.apiKey(application, Map.of()).path("apikey");
        requests.changeLifecycle(apiId, "Deprecate").then().statusCode(200);
        requests.changeLifecycle(apiId, "Retire").then().statusCode(200);
        requests.asAdmin().delete(Requests.PUBLISHER + "/apis/" + apiId).then().statusCode(200);
        assertTombstone(byApi);
    }

    @Test
    void aSubscriptionGoesWhileItsKeyIsRevoked() throws Exception {
        String keyId = generate(Map.of()).path("keyUUID");
        String subscription = subscriptionId();

        Response deleted = HeldDeletion.meanwhile(
                database,
                "delete from api_key where id = '" + keyId + "'",
                () -> requests.asAdmin().delete(Requests.DEVPORTAL + "/subscriptions/" + subscription));

        deleted.then().statusCode(200);
        requests.asAdmin()
                .get(Requests.DEVPORTAL + "/subscriptions/" + subscription)
                .then()
                .statusCode(404);
    }

    @Test
    void aKeyThatGoesWithItsSubscriptionIsNotFound() throws Exception {
        String keyId = generate(Map.of()).path("keyUUID");

        HeldDeletion.meanwhile(
                        database,
                        "delete from api_key where id = '" + keyId + "'",
                        () -> revoke(Map.of("keyUUID", keyId)))
                .then()
                .statusCode(404);
    }

    /** As a publisher does it that is older than API keys and knows nothing of them. */
    @Test
    void aKeyGoesWithASubscriptionThatIsDeletedWithoutIt() throws Exception {
        String key = generate(Map.of()).path("apikey");
        delete("subscription where application_id = '" + applicationId + "'");
        requests.subscribe(applicationId, apiId).then().statusCode(201);

        await().atMost(SOON).untilAsserted(() -> assertTombstone(key));
        requests.asAdmin().get(ofApplication).then().body("list", hasSize(0));
    }

    @Test
    void anApplicationAndAnApiAreDeletedWithoutTheirKeysAndThoseGoLater() throws Exception {
        String ofApplication = generate(Map.of()).path("apikey");
        String other = requests.createApplication();
        requests.subscribe(other, apiId).then().statusCode(201);
        String ofApi = requests.apiKey(other, Map.of()).path("apikey");

        delete("subscription where api_id = '" + apiId + "'");
        delete("application where id = '" + applicationId + "'");
        delete("deployment where api_id = '" + apiId + "'");
        delete("api where id = '" + apiId + "'");

        await().atMost(SOON).untilAsserted(() -> assertTombstone(ofApplication));
        await().atMost(SOON).untilAsserted(() -> assertTombstone(ofApi));
    }

    private void delete(String what) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("delete from " + what);
        }
    }

    private String subscriptionId() {
        return requests.asAdmin()
                .queryParam("applicationId", applicationId)
                .get(Requests.DEVPORTAL + "/subscriptions")
                .path("list[0].subscriptionId");
    }

    @Test
    void aDeveloperSeesAndChangesNoKeyOfAnother() {
        Response made = generate(Map.of());
        RequestSpecification other = requests.as(TestUser.with(requests, Role.SUBSCRIBER));

        other.get(ofApplication).then().statusCode(404);
        other.get(ofApi).then().statusCode(200).body("list", hasSize(0));
        for (String path : List.of(ofApplication, ofApi)) {
            other.body(Map.of("keyUUID", made.path("keyUUID")))
                    .post(path + "/revoke")
                    .then()
                    .statusCode(404);
            other.body(Map.of("keyUUID", made.path("keyUUID")))
                    .post(path + "/regenerate")
                    .then()
                    .statusCode(404);
            String one = path + '/' + made.path("keyUUID");
            other.get(one).then().statusCode(404);
            other.body(Map.of("keyName", "mine")).put(one).then().statusCode(404);
        }
        other.body(Map.of()).post(ofApplication + "/generate").then().statusCode(404);
        other.body(Map.of("applicationId", applicationId))
                .post(ofApi + "/generate")
                .then()
                .statusCode(404);
        assertThat(record(made.path("apikey"))).contains(apiId);
    }

    @Test
    void whatIsNoKeyTypeIsRefused() {
        requests.asAdmin()
                .get(ofApplication.replace("PRODUCTION", "production"))
                .then()
                .statusCode(400)
                .body("error.code", contains("keyType"));
        requests.asAdmin().body(Map.of()).post(ofApplication + "/revoke").then().statusCode(400);
    }

    private Response generate(Map<String, Object> body) {
        return requests.apiKey(applicationId, body);
    }

    private Response regenerate(Map<String, Object> body) {
        return requests.asAdmin().body(body).post(ofApplication + "/regenerate");
    }

    private Response revoke(Map<String, Object> body) {
        return requests.asAdmin().body(body).post(ofApplication + "/revoke");
    }
}
