package dev.sluice.publisher.api.overview;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.TestGateway;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is missing until clients have an API. */
@PublisherTest
class OverviewIT {
    @ConfigProperty(name = "sluice.kafka.bootstrap-servers")
    String bootstrapServers = "";

    @ConfigProperty(name = "sluice.kafka.topic-prefix")
    String prefix = "";

    private Requests requests = new Requests(0);

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
    }

    @Test
    void eachStepSaysWhatIsMissingAndTheLastOneLeavesNothing() throws Exception {
        // Given
        String apiId = requests.asAdmin()
                .body(Requests.api(Requests.freshName(), "endpointConfig", null, "policies", List.of()))
                .post(Requests.PUBLISHER + "/apis")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        // Then
        overview(apiId)
                .body("state", equalTo("CREATED"))
                .body("next", equalTo("develop"))
                .body("steps.name", contains("develop", "deploy", "publish"))
                .body("steps.done", contains(false, false, false))
                .body(
                        "steps.missing",
                        contains(List.of("endpoint"), List.of("revision"), List.of("plan", "publication")));

        // When
        requests.changeApi(
                        apiId,
                        "endpointConfig",
                        Map.of("endpoint_type", "http", "production_endpoints", Map.of("url", "http://localhost:8080")))
                .then()
                .statusCode(200);
        requests.changeApi(apiId, "policies", List.of("AsyncGold")).then().statusCode(200);
        String revisionId = requests.createRevision(apiId);

        // Then
        overview(apiId)
                .body("next", equalTo("deploy"))
                .body("steps.missing", contains(List.of(), List.of("deployment"), List.of("publication")));

        // When
        requests.deploy(apiId, revisionId).then().statusCode(201);

        // Then
        overview(apiId).body("steps[1].missing", contains("gateway"));
        try (TestGateway _ = new TestGateway(bootstrapServers, prefix, "gateway-1")) {
            await().untilAsserted(() -> overview(apiId).body("next", equalTo("publish")));

            // When
            requests.publish(apiId).then().statusCode(200);

            // Then
            await().untilAsserted(() -> overview(apiId)
                    .body("state", equalTo("PUBLISHED"))
                    .body("next", nullValue())
                    .body("steps.done", contains(true, true, true)));
        }
    }

    @Test
    void whatGatewaysDoNotServeYetIsNotedAndTextsAreNot() {
        String apiId = requests.liveApi();
        overview(apiId).body("undeployedChanges", equalTo(false));

        requests.changeApi(apiId, "description", "another one").then().statusCode(200);
        overview(apiId).body("undeployedChanges", equalTo(false));

        requests.changeApi(apiId, "transport", List.of("https")).then().statusCode(200);
        overview(apiId).body("undeployedChanges", equalTo(true));

        requests.deploy(apiId, requests.createRevision(apiId)).then().statusCode(201);
        overview(apiId).body("undeployedChanges", equalTo(false));
    }

    @Test
    void anApiThatThereIsNotHasNoOverview() {
        requests.asAdmin()
                .get(Requests.PUBLISHER + "/apis/" + UUID.randomUUID() + "/overview")
                .then()
                .statusCode(404)
                .body("code", equalTo(900308));
    }

    private ValidatableResponse overview(String apiId) {
        return requests.asAdmin()
                .get(Requests.PUBLISHER + "/apis/" + apiId + "/overview")
                .then()
                .statusCode(200);
    }
}
