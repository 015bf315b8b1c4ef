package dev.sluice.publisher.api.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import io.restassured.RestAssured;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the REST APIs accept and how they refuse. */
@PublisherTest
class ApisIT {
    private Requests requests = new Requests(0);

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
    }

    @Test
    void everyWrongFieldIsNamedInOneAnswer() {
        requests.asAdmin()
                .body(Map.of(
                        "name",
                        "a/b",
                        "context",
                        "/x y",
                        "version",
                        "1/0",
                        "type",
                        "WS",
                        "transport",
                        List.of("ws"),
                        "endpointConfig",
                        Map.of("production_endpoints", Map.of("url", "ftp://backend")),
                        "operations",
                        List.of(
                                Map.of("target", "no-slash", "verb", "SUBSCRIBE"),
                                Map.of("target", "/a/{id}", "uriMapping", "/b/{other}"),
                                Map.of("target", "/p", "verb", "PUBLISH"),
                                Map.of("target", "/p")),
                        "streaming",
                        Map.of("eventPartitions", 65, "retentionMillis", 1)))
                .post(Requests.PUBLISHER + "/apis")
                .then()
                .statusCode(400)
                .body("code", equalTo(400))
                .body(
                        "error.code",
                        hasItems(
                                "name",
                                "context",
                                "version",
                                "type",
                                "transport",
                                "endpointConfig.production_endpoints.url",
                                "operations[0].target",
                                "operations[1].uriMapping",
                                "operations[2].verb",
                                "operations[3].target",
                                "streaming.eventPartitions",
                                "streaming.retentionMillis"));
    }

    @Test
    void theBodyOfAWso2ScriptIsAccepted() {
        Map<String, Object> body = new HashMap<>(Requests.api(Requests.freshName()));
        body.putAll(Map.of(
                "gatewayType", "wso2/synapse",
                "visibility", "PUBLIC",
                "tags", List.of("one"),
                "businessInformation", Map.of(),
                "corsConfiguration", Map.of("corsConfigurationEnabled", false),
                "securityScheme", List.of("oauth2"),
                "lifeCycleStatus", "CREATED",
                "policies", List.of("AsyncUnlimited")));

        requests.asAdmin()
                .body(body)
                .post(Requests.PUBLISHER + "/apis")
                .then()
                .statusCode(201)
                .body("lifeCycleStatus", equalTo("CREATED"))
                .body("type", equalTo("SSE"))
                .body("operations.target", contains("/*"))
                .body("transport", contains("http", "https"))
                .body("streaming.eventPartitions", equalTo(1));
    }

    @Test
    void aTakenNameOrPathIsAConflict() {
        // Given
        String name = Requests.freshName();
        requests.createApi(name);
        Map<String, Object> sameName = new HashMap<>(Requests.api(name.toUpperCase(java.util.Locale.ROOT)));
        sameName.put("context", "/other" + name);
        Map<String, Object> samePath = new HashMap<>(Requests.api(Requests.freshName()));
        samePath.put("context", "/" + name.toLowerCase(java.util.Locale.ROOT) + "/{version}");

        // When // Then
        requests.asAdmin()
                .body(sameName)
                .post(Requests.PUBLISHER + "/apis")
                .then()
                .statusCode(409)
                .body("code", equalTo(900250));
        requests.asAdmin()
                .body(samePath)
                .post(Requests.PUBLISHER + "/apis")
                .then()
                .statusCode(409)
                .body("code", equalTo(900251));
    }

    @Test
    void aListIsPaged() {
        String name = Requests.freshName();
        requests.createApi(name + "One");
        requests.createApi(name + "Two");

        requests.asAdmin()
                .queryParam("query", "name:" + name)
                .queryParam("limit", 1)
                .get(Requests.PUBLISHER + "/apis")
                .then()
                .statusCode(200)
                .body("count", equalTo(1))
                .body("list", hasSize(1))
                .body("pagination.total", equalTo(2))
                .body("pagination.next", containsString("offset=1"))
                .body("pagination.previous", equalTo(""));
    }

    @Test
    void withoutAUserEveryRouteIsUnauthenticated() {
        String any = UUID.randomUUID().toString();
        for (String path : List.of("/apis", "/apis/" + any, "/apis/" + any + "/revisions")) {
            requests.asVisitor()
                    .get(Requests.PUBLISHER + path)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", containsString("Basic"))
                    .body("code", equalTo(900902));
        }
        requests.asVisitor()
                .auth()
                .preemptive()
                .basic("admin", "wrong")
                .get(Requests.DEVPORTAL + "/applications")
                .then()
                .statusCode(401);
    }

    @Test
    void brokenJsonIsABadRequest() {
        requests.asAdmin()
                .body("{\"name\":")
                .post(Requests.PUBLISHER + "/apis")
                .then()
                .statusCode(400)
                .body("code", equalTo(400))
                .body("message", equalTo("Bad Request"));
        requests.asAdmin().body("[]").post(Requests.PUBLISHER + "/apis").then().statusCode(400);
    }

    @Test
    void whatIsUnknownIsNotFound() {
        String any = UUID.randomUUID().toString();
        requests.asAdmin()
                .get(Requests.PUBLISHER + "/apis/" + any)
                .then()
                .statusCode(404)
                .body("code", equalTo(900308));
        requests.asAdmin()
                .get(Requests.PUBLISHER + "/apis/no-id")
                .then()
                .statusCode(404)
                .body("code", equalTo(900308));
        requests.deploy(requests.createApi(Requests.freshName()), any)
                .then()
                .statusCode(404)
                .body("code", equalTo(900347));
        requests.asAdmin()
                .delete(Requests.DEVPORTAL + "/subscriptions/" + any)
                .then()
                .statusCode(404);
        requests.asAdmin().get("/api/am/publisher/v4/nothing").then().statusCode(404);
    }

    @Test
    void anApiHasAtMostFiveRevisionsAndADeployedOneStays() {
        // Given
        String apiId = requests.createApi(Requests.freshName());
        String first = requests.createRevision(apiId);
        for (int i = 2; i <= 5; i++) {
            requests.createRevision(apiId);
        }
        requests.deploy(apiId, first).then().statusCode(201);

        // When // Then
        String revisions = Requests.PUBLISHER + "/apis/" + apiId + "/revisions";
        requests.asAdmin().body(Map.of()).post(revisions).then().statusCode(400).body("code", equalTo(900351));
        requests.asAdmin()
                .delete(revisions + "/" + first)
                .then()
                .statusCode(400)
                .body("code", equalTo(900348));
        requests.asAdmin()
                .get(revisions)
                .then()
                .body("count", equalTo(5))
                .body("list[0].displayName", equalTo("Revision 1"))
                .body("list[0].deploymentInfo[0].name", equalTo("Default"));
    }

    @Test
    void anUnknownEnvironmentVhostOrActionIsRefused() {
        String apiId = requests.createApi(Requests.freshName());
        String revisionId = requests.createRevision(apiId);
        String deploy = Requests.PUBLISHER + "/apis/" + apiId + "/deploy-revision?revisionId=" + revisionId;
        requests.asAdmin()
                .body(List.of(Map.of("name", "Nowhere", "vhost", "localhost")))
                .post(deploy)
                .then()
                .statusCode(400)
                .body("code", equalTo(900504));
        requests.asAdmin()
                .body(List.of(Map.of("name", "Default", "vhost", "elsewhere")))
                .post(deploy)
                .then()
                .statusCode(400)
                .body("code", equalTo(900512));
        requests.asAdmin()
                .queryParam("revisionId", revisionId)
                .body(List.of(Map.of("name", "Nowhere", "vhost", "localhost")))
                .post(Requests.PUBLISHER + "/apis/" + apiId + "/undeploy-revision")
                .then()
                .statusCode(400)
                .body("code", equalTo(900504));
        for (String action : List.of("deploy-revision", "undeploy-revision", "restore-revision")) {
            requests.asAdmin()
                    .body(List.of(Map.of("name", "Default", "vhost", "localhost")))
                    .post(Requests.PUBLISHER + "/apis/" + apiId + '/' + action)
                    .then()
                    .statusCode(400)
                    .body("error.code", contains("revisionId"));
        }
        requests.changeLifecycle(apiId, "Retire").then().statusCode(400).body("code", equalTo(900381));
        requests.changeLifecycle(apiId, "Re-Publish").then().statusCode(400).body("code", equalTo(900381));
    }

    @Test
    void anApiWithoutPlansOrEndpointsIsNotPublishedAndOneWithoutEndpointsNotRevised() {
        Map<String, Object> body = new HashMap<>(Requests.api(Requests.freshName()));
        body.put("policies", List.of());
        body.remove("endpointConfig");
        String apiId = requests.asAdmin()
                .body(body)
                .post(Requests.PUBLISHER + "/apis")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        requests.publish(apiId).then().statusCode(400).body("code", equalTo(903224));
        requests.changeApi(apiId, "policies", List.of("AsyncUnlimited")).then().statusCode(200);
        requests.publish(apiId)
                .then()
                .statusCode(409)
                .body("code", equalTo(409))
                .body("description", containsString("endpointConfig.production_endpoints.url"));
        requests.asAdmin()
                .get(Requests.PUBLISHER + "/apis/" + apiId)
                .then()
                .body("lifeCycleStatus", equalTo("CREATED"));
        requests.asAdmin()
                .body(Map.of())
                .post(Requests.PUBLISHER + "/apis/" + apiId + "/revisions")
                .then()
                .statusCode(400)
                .body("code", equalTo(900346));
    }

    @Test
    void anApplicationIsOfAKnownPlan() {
        requests.asAdmin()
                .body(Map.of("name", Requests.freshName(), "throttlingPolicy", "Platinum"))
                .post(Requests.DEVPORTAL + "/applications")
                .then()
                .statusCode(400)
                .body("error.code", contains("throttlingPolicy"));
    }

    @Test
    void subscriptionsAreMadeOnceListedAndDeleted() {
        // Given
        String apiId = requests.liveApi();
        String applicationId = requests.createApplication();
        String draft = requests.createApi(Requests.freshName());

        // When
        String id = requests.subscribe(applicationId, apiId).path("subscriptionId");

        // Then
        requests.subscribe(applicationId, apiId).then().statusCode(409).body("code", equalTo(900336));
        requests.subscribe(applicationId, draft).then().statusCode(400).body("code", equalTo(900318));
        requests.asAdmin()
                .body(Map.of("applicationId", applicationId, "apiId", apiId, "throttlingPolicy", "Platinum"))
                .post(Requests.DEVPORTAL + "/subscriptions")
                .then()
                .statusCode(400);
        requests.asAdmin()
                .queryParam("applicationId", applicationId)
                .get(Requests.DEVPORTAL + "/subscriptions")
                .then()
                .body("list.subscriptionId", contains(id));
        requests.asAdmin().delete(Requests.PUBLISHER + "/apis/" + apiId).then().statusCode(409);
        requests.asAdmin()
                .delete(Requests.DEVPORTAL + "/subscriptions/" + id)
                .then()
                .statusCode(200)
                .header("Sluice-Propagated", "true");
        requests.asAdmin().delete(Requests.PUBLISHER + "/apis/" + apiId).then().statusCode(200);
    }

    @Test
    void aSecretIsShownOnceAndKeysAreMadeOnce() {
        String applicationId = requests.createApplication();
        assertThat(requests.generateKeys(applicationId).<String>path("consumerSecret"))
                .hasSize(64);

        requests.generateKeys(applicationId).then().statusCode(409);
        String shown = requests.asAdmin()
                .get(Requests.DEVPORTAL + "/applications/" + applicationId)
                .asString();
        assertThat(shown).contains("consumerKey").doesNotContain("consumerSecret");
    }

    @Test
    void theTokenServiceRefusesAsRfc6749Says() {
        var keys = requests.generateKeys(requests.createApplication());
        String key = keys.path("consumerKey");
        String secret = keys.path("consumerSecret");

        requests.token(key, "wrong")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Basic"))
                .body("error", equalTo("invalid_client"));
        requests.asVisitor()
                .formParam("grant_type", "client_credentials")
                .formParam("client_id", key)
                .formParam("client_secret", secret)
                .post("/oauth2/token")
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"));
        requests.asVisitor()
                .auth()
                .preemptive()
                .basic(key, secret)
                .formParam("grant_type", "password")
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("unsupported_grant_type"));
        requests.asVisitor()
                .auth()
                .preemptive()
                .basic(key, secret)
                .formParam("x", "y")
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        requests.asVisitor()
                .auth()
                .preemptive()
                .basic(key, secret)
                .formParam("token", "nonsense")
                .post("/oauth2/revoke")
                .then()
                .statusCode(200);
    }
}
