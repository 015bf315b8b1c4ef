package dev.sluice.publisher.developer.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.model.access.ApiKeyText;
import dev.sluice.publisher.ControlLog;
import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of an API key while it is there: other rules, use, replacement, its end. */
@PublisherTest
class ApiKeyChangesIT {
    private static final Map<String, Object> IP = Map.of("permittedIP", "192.0.2.7");

    @ConfigProperty(name = "sluice.kafka.bootstrap-servers")
    String bootstrapServers = "";

    @ConfigProperty(name = "sluice.kafka.topic-prefix")
    String prefix = "";

    @Inject
    ApiKeyUses uses;

    @Inject
    ApiKeyRemoval removal;

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
    void aKeyGetsAnotherNameAndOtherRulesAndStaysTheSameKey() {
        Response made = generate(Map.of("keyName", "till 6", "validityPeriod", 900, "additionalProperties", IP));

        Response changed = change(
                made,
                Map.of(
                        "keyName",
                        " till 7 ",
                        "additionalProperties",
                        Map.of("permittedIP", "192.0.2.0/24, 2001:db8::/32", "permittedReferer", "*.example.com")));

        changed.then()
                .statusCode(200)
                .header("Sluice-Propagated", equalTo("true"))
                .header("Sluice-Ignored-Fields", nullValue())
                .header("ETag", not(nullValue()))
                .body("keyUUID", equalTo(made.<String>path("keyUUID")))
                .body("keyName", equalTo("till 7"))
                .body("lastFour", equalTo(made.<String>path("lastFour")))
                .body("expiresAt", equalTo(made.<String>path("expiresAt")))
                .body("apikey", nullValue());
        assertThat(record(made))
                .contains("\"permittedIps\":[\"192.0.2.0/24\",\"2001:db8::/32\"]", "[\"*.example.com\"]")
                .contains("\"keyId\":\"" + made.path("keyUUID"))
                .contains(
                        "\"expiresAt\":" + Instant.parse(made.path("expiresAt")).toEpochMilli());
        requests.asAdmin()
                .get(ofApi + '/' + made.path("keyUUID"))
                .then()
                .statusCode(200)
                .header("ETag", equalTo(changed.header("ETag")))
                .body("additionalProperties.permittedIP", equalTo("192.0.2.0/24,2001:db8::/32"));
        assertThat(audit(made))
                .contains("\"change\"", "till 6", "till 7", "192.0.2.7", "192.0.2.0/24")
                .doesNotContain(ApiKeyText.hash(made.path("apikey")));
    }

    @Test
    void aPartThatIsLeftOutOfAChangeStaysAndRulesGoWhenTheyAreNotAmongTheNewOnes() {
        Response made = generate(Map.of("keyName", "till 8", "additionalProperties", IP));

        change(made, Map.of("keyName", "till 9"))
                .then()
                .statusCode(200)
                .body("additionalProperties.permittedIP", equalTo("192.0.2.7"));
        change(made, Map.of("additionalProperties", Map.of("permittedReferer", "localhost:*")))
                .then()
                .statusCode(200)
                .body("keyName", equalTo("till 9"))
                .body("additionalProperties.permittedIP", nullValue())
                .body("additionalProperties.permittedReferer", equalTo("localhost:*"));
        change(made, Map.of("additionalProperties", Map.of())).then().statusCode(200);
        assertThat(record(made)).contains("\"permittedIps\":[]", "\"permittedReferers\":[]");
    }

    @Test
    void aChangeOfWhatWasChangedSinceIsRefused() {
        Response made = generate(Map.of());
        String path = ofApplication + '/' + made.path("keyUUID");
        String read = requests.asAdmin().get(path).header("ETag");

        requests.asAdmin()
                .header("If-Match", read)
                .body(Map.of("keyName", "one"))
                .put(path)
                .then()
                .statusCode(200)
                .header("ETag", not(equalTo(read)));
        requests.asAdmin()
                .header("If-Match", read)
                .body(Map.of("keyName", "two"))
                .put(path)
                .then()
                .statusCode(412);
        requests.asAdmin().get(path).then().body("keyName", equalTo("one"));
    }

    @Test
    void aChangeIsRefusedAsAWholeAndNamesWhatIsWrongInIt() {
        Response made = generate(Map.of("keyName", "till 10", "additionalProperties", IP));

        change(
                        made,
                        Map.of(
                                "keyName",
                                " ",
                                "additionalProperties",
                                Map.of("permittedIP", "localhost", "permittedReferer", "example.com*")))
                .then()
                .statusCode(400)
                .body(
                        "error.code",
                        contains(
                                "keyName",
                                "additionalProperties.permittedIP",
                                "additionalProperties.permittedReferer"));
        requests.asAdmin()
                .get(ofApplication + '/' + made.path("keyUUID"))
                .then()
                .body("keyName", equalTo("till 10"))
                .body("additionalProperties.permittedIP", equalTo("192.0.2.7"));
    }

    @Test
    void whatWasReadOfAKeyIsTakenBackAndWhatCannotChangeIsNamed() {
        Response made = generate(Map.of("validityPeriod", 900, "additionalProperties", IP));
        String path = ofApi + '/' + made.path("keyUUID");
        Map<String, Object> read = requests.asAdmin().get(path).jsonPath().getMap("$");

        requests.asAdmin().body(read).put(path).then().statusCode(200).header("Sluice-Ignored-Fields", nullValue());
        read.put("validityPeriod", 1_800);
        read.put("keyType", "SANDBOX");
        requests.asAdmin()
                .body(read)
                .put(path)
                .then()
                .statusCode(200)
                .header("Sluice-Ignored-Fields", allOf(containsString("validityPeriod"), containsString("keyType")))
                .body("validityPeriod", equalTo(900));
    }

    @Test
    void aKeyIsFoundByItsOwnPathAlone() {
        Response made = generate(Map.of());
        String id = made.path("keyUUID");

        for (String path : List.of(
                ofApplication.replace("PRODUCTION", "SANDBOX") + '/' + id,
                ofApplication.replace(applicationId, requests.createApplication()) + '/' + id,
                ofApi.replace(apiId, requests.liveApi()) + '/' + id,
                ofApplication + '/' + UUID.randomUUID(),
                ofApi + "/nonsense")) {
            requests.asAdmin().get(path).then().statusCode(404);
            requests.asAdmin()
                    .body(Map.of("keyName", "another"))
                    .put(path)
                    .then()
                    .statusCode(404);
        }
    }

    @Test
    void lastUseIsNoChangeOfAKeyAndIsForgottenWithIt() {
        Response made = generate(Map.of());
        String path = ofApplication + '/' + made.path("keyUUID");
        String tag = requests.asAdmin().get(path).header("ETag");
        Instant minute = Instant.parse("2026-11-30T08:15:00Z");

        uses.put(Map.of(UUID.fromString(made.path("keyUUID")), minute));
        uses.put(Map.of(UUID.fromString(made.path("keyUUID")), minute.minusSeconds(60)));

        requests.asAdmin().get(path).then().header("ETag", equalTo(tag)).body("lastUsed", equalTo(minute.toString()));
        change(made, Map.of("keyName", "till 11")).then().body("lastUsed", equalTo(minute.toString()));
        regenerate(made).then().body("lastUsed", nullValue());
        uses.forgetGone();
        assertThat(QuarkusTransaction.requiringNew()
                        .call(() -> uses.of(List.of(UUID.fromString(made.path("keyUUID"))))))
                .isEmpty();
    }

    @Test
    void thereAreNoMoreThanTenWhenManyAreAskedForAtOnce() throws Exception {
        try (ExecutorService developers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> asked = developers.invokeAll(
                    Collections.nCopies(14, () -> generate(Map.of()).statusCode()));

            List<Integer> made = new ArrayList<>();
            for (Future<Integer> each : asked) {
                made.add(each.get());
            }
            assertThat(made).containsOnly(200, 409);
            assertThat(Collections.frequency(made, 200)).isEqualTo(10);
        }
        requests.asAdmin().get(ofApplication).then().body("pagination.total", equalTo(10));
    }

    /** A gateway that misses its record says {@code revoked}. */
    @Test
    void gatewaysHaveAMomentToEndTheStreamsOfAnExpiredKeyByThemselves() {
        Response made = generate(Map.of("validityPeriod", 7_200));
        Instant end = Instant.parse(made.path("expiresAt"));

        removal.forgetExpired(end.plusSeconds(1));
        requests.asAdmin().get(ofApplication).then().body("list", hasSize(1));
        removal.forgetExpired(end.plusSeconds(2));

        await().untilAsserted(() -> assertThat(last(made).value()).isNull());
    }

    @Test
    void aKeyThatWasNotNamedPassesNoNameOn() {
        Response made = generate(Map.of());

        Response next = regenerate(made);

        made.then().body("keyName", equalTo("key " + made.path("lastFour")));
        next.then().body("keyName", equalTo("key " + next.path("lastFour")));
    }

    private Response generate(Map<String, Object> body) {
        return requests.apiKey(applicationId, body);
    }

    private Response change(Response made, Map<String, Object> body) {
        return requests.asAdmin().body(body).put(ofApplication + '/' + made.path("keyUUID"));
    }

    private Response regenerate(Response made) {
        return requests.asAdmin().body(Map.of("keyUUID", made.path("keyUUID"))).post(ofApplication + "/regenerate");
    }

    private ConsumerRecord<String, byte[]> last(Response made) {
        return new ControlLog(bootstrapServers, prefix + ".access")
                .last("apikey/" + ApiKeyText.hash(made.path("apikey")));
    }

    private String record(Response made) {
        return new String(last(made).value(), StandardCharsets.UTF_8);
    }

    private String audit(Response made) {
        return requests.asAdmin()
                .queryParam("subjectId", made.<String>path("keyUUID"))
                .get("/api/am/admin/v4/audit")
                .asString();
    }
}
