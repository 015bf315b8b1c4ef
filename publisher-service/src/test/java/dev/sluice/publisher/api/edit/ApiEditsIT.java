package dev.sluice.publisher.api.edit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import io.restassured.RestAssured;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changing an API: as a whole, its topics, and against somebody else's change. */
@PublisherTest
class ApiEditsIT {
    @ConfigProperty(name = "sluice.kafka.bootstrap-servers")
    String bootstrapServers = "";

    @ConfigProperty(name = "sluice.kafka.topic-prefix")
    String prefix = "";

    private Requests requests = new Requests(0);
    private String apiId = "";
    private String api = "";

    @BeforeEach
    void create() {
        requests = new Requests(RestAssured.port);
        apiId = requests.createApi(Requests.freshName());
        api = Requests.PUBLISHER + "/apis/" + apiId;
    }

    @Test
    void whatIsReadAndSentBackChangesNothingButTheEdition() {
        Map<String, Object> before = requests.readApi(apiId);

        requests.putApi(apiId, before)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .header("Sluice-Ignored-Fields", nullValue());
        requests.putApi(apiId, before)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"3\""))
                .header("Sluice-Ignored-Fields", nullValue());

        Map<String, Object> after = new HashMap<>(requests.readApi(apiId));
        after.put("lastUpdatedTime", before.get("lastUpdatedTime"));
        after.put("lastUpdatedTimestamp", before.get("lastUpdatedTimestamp"));
        assertThat(after).isEqualTo(before);
    }

    @Test
    void aPutReplacesTheDesign() {
        requests.changeApi(apiId, "description", "first").then().body("description", equalTo("first"));

        Map<String, Object> body = new HashMap<>(requests.readApi(apiId));
        body.remove("description");
        body.put("transport", List.of("https"));
        requests.putApi(apiId, body)
                .then()
                .statusCode(200)
                .body("description", equalTo(""))
                .body("transport", contains("https"));
    }

    @Test
    void aScriptThatDoesNotKnowTheStreamingSettingsDoesNotResetThem() {
        Map<String, Object> body = new HashMap<>(requests.readApi(apiId));
        body.put("streaming", Map.of("retentionMs", 5_000));
        body.put(
                "operations",
                List.of(Map.of("target", "/a", "streaming", Map.of("onGap", "latest", "heartbeat", "event"))));
        requests.putApi(apiId, body).then().statusCode(200);

        body.remove("streaming");
        body.put("operations", List.of(Map.of("target", "/a"), Map.of("target", "/b")));
        requests.putApi(apiId, body)
                .then()
                .statusCode(200)
                .body("streaming.retentionMs", equalTo(5_000))
                .body("operations[0].streaming.onGap", equalTo("latest"))
                .body("operations[0].streaming.heartbeat", equalTo("event"))
                .body("operations[1].streaming.onGap", equalTo("earliest"))
                .body("operations[1].streaming.heartbeat", equalTo("comment"));
    }

    @Test
    void aHeartbeatIsNoEventWhereThereAreNoneOfOurs() {
        Map<String, Object> plain = Map.of("controlEvents", false, "heartbeat", "event");

        requests.changeApi(apiId, "operations", List.of(Map.of("target", "/a", "streaming", plain)))
                .then()
                .statusCode(400)
                .body("error.code", contains("operations[0].streaming.heartbeat"))
                .body("error.description[0]", containsString("controlEvents is false"));
        requests.changeApi(
                        apiId,
                        "operations",
                        List.of(Map.of("target", "/a", "streaming", Map.of("controlEvents", false))))
                .then()
                .statusCode(200)
                .body("operations[0].streaming.heartbeat", equalTo("comment"));
    }

    @ParameterizedTest
    @CsvSource({
        "name,Other",
        "context,/other",
        "version,9.9.9",
        "provider,somebody",
        "lifeCycleStatus,PUBLISHED",
        "id,another"
    })
    void whatIsFixedIsNotChangedInSilence(String field, String value) {
        Object before = requests.readApi(apiId).get(field);

        requests.changeApi(apiId, field, value).then().statusCode(200).header("Sluice-Ignored-Fields", equalTo(field));
        assertThat(requests.readApi(apiId)).containsEntry(field, before);
    }

    @Test
    void thePartitionsOfTheEventsAreFixed() {
        requests.changeApi(apiId, "streaming", Map.of("eventPartitions", 4))
                .then()
                .statusCode(400)
                .body("error.code", contains("streaming.eventPartitions"));
    }

    @Test
    void everyWrongFieldOfAChangeIsNamedAndNothingIsChanged() {
        Map<String, Object> body = new HashMap<>(requests.readApi(apiId));
        body.putAll(
                Map.of("version", "2", "transport", List.of("ws"), "policies", List.of("Gold"), "description", "x"));

        requests.putApi(apiId, body)
                .then()
                .statusCode(400)
                .body("error.code", org.hamcrest.Matchers.containsInAnyOrder("transport", "policies"));
        assertThat(requests.readApi(apiId)).containsEntry("description", "");
    }

    @Test
    void aChangeMeantForAnotherEditionIsRefused() {
        String tag = requests.asAdmin().get(api).header("ETag");
        Map<String, Object> body = requests.readApi(apiId);
        requests.asAdmin().header("If-Match", tag).body(body).put(api).then().statusCode(200);

        requests.asAdmin()
                .header("If-Match", tag)
                .body(body)
                .put(api)
                .then()
                .statusCode(412)
                .body("code", equalTo(412))
                .body("description", containsString("ETag is \"2\""));
        requests.asAdmin().header("If-Match", tag).delete(api).then().statusCode(412);
        requests.asAdmin()
                .header("If-Match", tag)
                .queryParam("apiId", apiId)
                .queryParam("action", "Publish")
                .post(Requests.PUBLISHER + "/apis/change-lifecycle")
                .then()
                .statusCode(412);
        requests.asAdmin()
                .header("If-Match", tag)
                .body(Map.of("list", List.of(Map.of("name", "/a"))))
                .put(api + "/topics")
                .then()
                .statusCode(412);
        requests.asAdmin()
                .header("If-Match", "\"1\", \"2\"")
                .body(body)
                .put(api)
                .then()
                .statusCode(200);
        requests.asAdmin().header("If-Match", "*").body(body).put(api).then().statusCode(200);
    }

    @Test
    void whoHasThePresentEditionIsNotSentItAgain() {
        String tag = requests.asAdmin().get(api).header("ETag");

        requests.asAdmin()
                .header("If-None-Match", tag)
                .get(api)
                .then()
                .statusCode(304)
                .header("ETag", tag)
                .body(equalTo(""));
        requests.changeApi(apiId, "description", "new");
        requests.asAdmin().header("If-None-Match", tag).get(api).then().statusCode(200);
    }

    @Test
    void topicsAreReplacedAndThoseThatStayKeepWhatIsNotSaid() {
        requests.changeApi(
                        apiId,
                        "operations",
                        List.of(
                                Map.of("target", "/*"),
                                Map.of("target", "/prices/{symbol}", "uriMapping", "/v2/{symbol}", "authType", "None")))
                .then()
                .statusCode(200);

        requests.asAdmin()
                .body(Map.of(
                        "list",
                        List.of(
                                Map.of("name", "/prices/{symbol}", "mode", "SUBSCRIBE", "description", "One price"),
                                Map.of("name", "/news", "mode", "SUBSCRIBE", "description", ""))))
                .put(api + "/topics")
                .then()
                .statusCode(200)
                .body("operations.target", contains("/prices/{symbol}", "/news"))
                .body("operations[0].uriMapping", equalTo("/v2/{symbol}"))
                .body("operations[0].authType", equalTo("None"))
                .body("operations[1].authType", equalTo("Any"))
                .body("operations[1].uriMapping", nullValue());
        requests.asAdmin()
                .get(api + "/topics")
                .then()
                .statusCode(200)
                .body("count", equalTo(2))
                .body("list.name", contains("/prices/{symbol}", "/news"))
                .body("list[0].mode", equalTo("SUBSCRIBE"))
                .body("list[0].description", equalTo("One price"));
    }

    @Test
    void topicsThatCannotBeAreRefused() {
        requests.asAdmin()
                .body(Map.of("list", List.of(Map.of("name", "/a b"), Map.of("name", "/c"), Map.of("name", "/c"))))
                .put(api + "/topics")
                .then()
                .statusCode(400)
                .body("error.code", contains("list[0].name", "list[2].name"));
        requests.asAdmin()
                .body(Map.of("list", List.of()))
                .put(api + "/topics")
                .then()
                .statusCode(400)
                .body("error.code", contains("list"));
    }

    @Test
    void anUnknownApiIsNotFound() {
        String unknown = Requests.PUBLISHER + "/apis/" + UUID.randomUUID();
        requests.asAdmin().body(Map.of()).put(unknown).then().statusCode(404).body("code", equalTo(900308));
        requests.asAdmin().get(unknown + "/topics").then().statusCode(404).body("code", equalTo(900308));
        requests.asAdmin().body(Map.of()).put(unknown + "/topics").then().statusCode(404);
    }

    @Test
    void aChangedRetentionReachesKafkaWithTheNextDeployment() throws Exception {
        requests.deploy(apiId, requests.createRevision(apiId)).then().statusCode(201);
        await().untilAsserted(() -> assertThat(retentionMs()).isEqualTo("86400000"));

        requests.changeApi(apiId, "streaming", Map.of("retentionMs", 7_200_000))
                .then()
                .statusCode(200);
        assertThat(retentionMs()).isEqualTo("86400000");
        requests.deploy(apiId, requests.createRevision(apiId))
                .then()
                .statusCode(201)
                .header("Sluice-Propagated", not(nullValue()));

        await().untilAsserted(() -> assertThat(retentionMs()).isEqualTo("7200000"));
    }

    private String retentionMs() throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, prefix + ".events." + apiId);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return requireNonNull(
                            admin.describeConfigs(List.of(topic)).all().get().get(topic))
                    .get("retention.ms")
                    .value();
        }
    }
}
