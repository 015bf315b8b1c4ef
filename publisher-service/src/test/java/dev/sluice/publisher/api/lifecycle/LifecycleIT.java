package dev.sluice.publisher.api.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.sluice.model.access.AccessKey;
import dev.sluice.model.api.LifecycleState;
import dev.sluice.model.wire.Wire;
import dev.sluice.publisher.ControlLog;
import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The states of an API: every move, what moves along with it, and what the gateways are told. */
@PublisherTest
class LifecycleIT {
    @ConfigProperty(name = "sluice.kafka.bootstrap-servers")
    String bootstrapServers = "";

    @ConfigProperty(name = "sluice.kafka.topic-prefix")
    String prefix = "";

    private Requests requests = new Requests(0);

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
    }

    /** In which states a move is possible is said by {@code LifecycleRulesTest}. */
    @ParameterizedTest
    @CsvSource({
        "CREATED, Publish, PUBLISHED",
        "CREATED, Deploy as a Prototype, PROTOTYPED",
        "PROTOTYPED, Demote to Created, CREATED",
        "PUBLISHED, Block, BLOCKED",
        "BLOCKED, Re-Publish, PUBLISHED",
        "BLOCKED, Deprecate, DEPRECATED",
        "DEPRECATED, Retire, RETIRED"
    })
    void aMoveIsMadeAndTheGatewaysLearnOfIt(LifecycleState state, String action, LifecycleState target) {
        String apiId = apiIn(state);

        requests.changeLifecycle(apiId, action)
                .then()
                .statusCode(200)
                .body("workflowStatus", equalTo("APPROVED"))
                .body("lifecycleState.state", equalTo(target.name()));
        awaitState(apiId, target);
    }

    @Test
    void aMoveThatIsNotPossibleChangesNothingAndIsAnsweredWithThoseThatAre() {
        String apiId = apiIn(LifecycleState.BLOCKED);

        requests.changeLifecycle(apiId, "Publish")
                .then()
                .statusCode(400)
                .body("code", equalTo(900381))
                .body("description", containsString("BLOCKED"))
                .body("description", containsString("'Re-Publish'"))
                .body("description", containsString("'Deprecate'"));
        requests.asAdmin()
                .get(Requests.PUBLISHER + "/apis/" + apiId)
                .then()
                .body("lifeCycleStatus", equalTo("BLOCKED"));
    }

    /** A deployed API in this state. */
    private String apiIn(LifecycleState state) {
        String apiId = requests.createApi(Requests.freshName());
        requests.deploy(apiId, requests.createRevision(apiId)).then().statusCode(201);
        List<String> way = switch (state) {
            case CREATED -> List.of();
            case PROTOTYPED -> List.of("Deploy as a Prototype");
            case PUBLISHED -> List.of("Publish");
            case BLOCKED -> List.of("Publish", "Block");
            case DEPRECATED -> List.of("Publish", "Deprecate");
            case RETIRED -> List.of("Publish", "Deprecate", "Retire");
        };
        way.forEach(action ->
                requests.changeLifecycle(apiId, action).then().statusCode(200).header("Sluice-Propagated", "true"));
        return apiId;
    }

    @Test
    void aStateIsShownWithItsMoves() {
        String apiId = apiIn(LifecycleState.BLOCKED);

        requests.asAdmin()
                .get(Requests.PUBLISHER + "/apis/" + apiId + "/lifecycle-state")
                .then()
                .statusCode(200)
                .body("state", equalTo("BLOCKED"))
                .body("checkItems", empty())
                .body("availableTransitions.event", contains("Re-Publish", "Deprecate"))
                .body("availableTransitions.targetState", contains("PUBLISHED", "DEPRECATED"));
    }

    @Test
    void eachMoveSaysWhatItDoesToClientsAndHowManySubscriptionsItTouches() {
        // Given
        String apiId = apiIn(LifecycleState.PUBLISHED);
        requests.subscribe(requests.createApplication(), apiId).then().statusCode(201);
        requests.subscribe(requests.createApplication(), apiId).then().statusCode(201);
        String nowhere = requests.createApi(Requests.freshName());

        // Then
        state(apiId)
                .body("streaming.deployed", equalTo(true))
                .body(
                        "availableTransitions.event",
                        contains("Publish", "Deploy as a Prototype", "Demote to Created", "Block", "Deprecate"))
                .body(
                        "availableTransitions.streaming.effect",
                        contains("none", "none", "withdraws", "blocks", "keeps-subscribers"))
                .body("availableTransitions.streaming.subscriptions", contains(0, 0, 2, 2, 0));
        state(nowhere)
                .body("streaming.deployed", equalTo(false))
                .body("availableTransitions.streaming.effect", contains("none", "none"));
    }

    private ValidatableResponse state(String apiId) {
        return requests.asAdmin()
                .get(Requests.PUBLISHER + "/apis/" + apiId + "/lifecycle-state")
                .then()
                .statusCode(200);
    }

    @Test
    void theHistoryTellsEveryMoveAndWhoMadeIt() {
        String apiId = apiIn(LifecycleState.DEPRECATED);

        requests.asAdmin()
                .get(Requests.PUBLISHER + "/apis/" + apiId + "/lifecycle-history")
                .then()
                .statusCode(200)
                .body("count", equalTo(3))
                .body("list.previousState", contains(null, "CREATED", "PUBLISHED"))
                .body("list.postState", contains("CREATED", "PUBLISHED", "DEPRECATED"))
                .body("list.user", contains("admin", "admin", "admin"))
                .body("list[2].updatedTime", containsString("T"));
    }

    @Test
    void withoutAPlanNothingIsPublishedNorPublishedAgain() {
        String apiId = requests.createApi(Requests.freshName());
        requests.changeApi(apiId, "policies", List.of()).then().statusCode(200);
        requests.publish(apiId).then().statusCode(400).body("code", equalTo(903224));
        assertThat(requests.readApi(apiId)).containsEntry("lifeCycleStatus", "CREATED");

        String blocked = apiIn(LifecycleState.BLOCKED);
        requests.changeApi(blocked, "policies", List.of()).then().statusCode(200);
        requests.changeLifecycle(blocked, "Re-Publish").then().statusCode(400).body("code", equalTo(903224));
    }

    @Test
    void whatIsMissingOrUnknownIsNamed() {
        requests.asAdmin()
                .post(Requests.PUBLISHER + "/apis/change-lifecycle")
                .then()
                .statusCode(400)
                .body("error.code", contains("apiId", "action"));
        requests.changeLifecycle(UUID.randomUUID().toString(), "Publish")
                .then()
                .statusCode(404)
                .body("code", equalTo(900308));
        requests.changeLifecycle(requests.createApi(Requests.freshName()), "Explode")
                .then()
                .statusCode(400)
                .body("description", containsString("'Deploy as a Prototype'"));
        String unknown = Requests.PUBLISHER + "/apis/" + UUID.randomUUID();
        requests.asAdmin().get(unknown + "/lifecycle-state").then().statusCode(404);
        requests.asAdmin().get(unknown + "/lifecycle-history").then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({"Deprecate everything:true", "Requires re-subscription when publishing the API", "x"})
    void aWrongChecklistIsRefused(String checklist) {
        String apiId = requests.createApi(Requests.freshName());

        publish(apiId, checklist).then().statusCode(400).body("error.code", contains("lifecycleChecklist"));
    }

    @Test
    void theChecklistIsOfferedWhereThereAreOtherVersions() {
        String first = requests.createApi(Requests.freshName());
        String second = requests.copiedApi(first, "2.0.0", false);

        requests.asAdmin()
                .get(Requests.PUBLISHER + "/apis/" + second + "/lifecycle-state")
                .then()
                .body(
                        "checkItems.name",
                        contains(
                                "Deprecate old versions after publishing the API",
                                "Requires re-subscription when publishing the API"));
    }

    @Test
    void oldVersionsAreDeprecatedWhenThatIsAskedFor() {
        String oldest = requests.liveApi();
        String newest = requests.copiedApi(oldest, "10.0.0", false);
        requests.makeLive(newest);
        String middle = requests.copiedApi(oldest, "9.0.0", false);

        publish(middle, "Deprecate old versions after publishing the API:true")
                .then()
                .statusCode(200);

        awaitState(oldest, LifecycleState.DEPRECATED);
        awaitState(newest, LifecycleState.PUBLISHED);
        assertThat(requests.readApi(middle)).containsEntry("lifeCycleStatus", "PUBLISHED");
        requests.asAdmin()
                .get(Requests.PUBLISHER + "/apis/" + oldest + "/lifecycle-history")
                .then()
                .body("list.postState", contains("CREATED", "PUBLISHED", "DEPRECATED"));
    }

    @Test
    void subscriptionsFollowToANewVersionWhenItIsPublished() {
        String first = requests.liveApi();
        String application = requests.createApplication();
        requests.subscribe(application, first).then().statusCode(201);
        String second = requests.copiedApi(first, "2.0.0", false);
        assertThat(subscribedTo(second)).isEmpty();

        requests.publish(second).then().statusCode(200).header("Sluice-Propagated", notNullValue());

        assertThat(subscribedTo(second)).containsExactly(application);
        await().untilAsserted(() -> assertThat(new ControlLog(bootstrapServers, prefix + ".access")
                        .last(AccessKey.subscription(application, second).toString())
                        .value())
                .isNotNull());
        requests.subscribe(application, second).then().statusCode(409);
    }

    @Test
    void subscriptionsDoNotFollowWhenANewOneIsAskedForOrThePlanIsGone() {
        String first = requests.liveApi();
        requests.subscribe(requests.createApplication(), first).then().statusCode(201);
        String second = requests.copiedApi(first, "2.0.0", false);
        String third = requests.copiedApi(first, "3.0.0", false);
        requests.changeApi(third, "policies", List.of("AsyncGold")).then().statusCode(200);

        publish(second, "Requires re-subscription when publishing the API:true")
                .then()
                .statusCode(200);
        requests.publish(third).then().statusCode(200);

        assertThat(subscribedTo(second)).isEmpty();
        assertThat(subscribedTo(third)).isEmpty();
    }

    /** The other states are in {@code SubscriptionRulesTest}. */
    @ParameterizedTest
    @EnumSource(names = {"PROTOTYPED", "BLOCKED"})
    void newSubscriptionsAreTakenByPublishedApisAndPrototypes(LifecycleState state) {
        boolean isTaken = state == LifecycleState.PUBLISHED || state == LifecycleState.PROTOTYPED;

        Response subscribed = requests.subscribe(requests.createApplication(), apiIn(state));

        if (isTaken) {
            subscribed.then().statusCode(201);
        } else {
            subscribed
                    .then()
                    .statusCode(400)
                    .body("code", equalTo(900318))
                    .body("description", containsString(state.name()));
        }
    }

    private Response publish(String apiId, String checklist) {
        return requests.asAdmin()
                .queryParam("action", "Publish")
                .queryParam("apiId", apiId)
                .queryParam("lifecycleChecklist", checklist)
                .post(Requests.PUBLISHER + "/apis/change-lifecycle");
    }

    private List<String> subscribedTo(String apiId) {
        return requests.asAdmin()
                .queryParam("apiId", apiId)
                .get(Requests.DEVPORTAL + "/subscriptions")
                .path("list.applicationId");
    }

    /** What the gateways are told. */
    private void awaitState(String apiId, LifecycleState state) {
        await().untilAsserted(() -> assertThat(Wire.readApi(new ControlLog(bootstrapServers, prefix + ".apis")
                                .last("Default/" + apiId)
                                .value())
                        .state())
                .isEqualTo(state));
    }
}
