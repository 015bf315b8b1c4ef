package dev.sluice.publisher.developer.subscription;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.TestUser;
import dev.sluice.publisher.web.access.Role;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the publisher does with subscriptions, and the developer with applications. */
@PublisherTest
class ApiSubscriptionsIT {
    private static final String SUBSCRIPTIONS = Requests.PUBLISHER + "/subscriptions";

    private Requests requests = new Requests(0);
    private String apiId = "";
    private String applicationId = "";
    private String subscriptionId = "";

    @BeforeEach
    void create() {
        requests = new Requests(RestAssured.port);
        apiId = requests.liveApi();
        applicationId = requests.createApplication();
        subscriptionId = requests.subscribe(applicationId, apiId).path("subscriptionId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BLOCKED", "PROD_ONLY_BLOCKED"})
    void aSubscriptionIsBlockedAndOpenedAgain(String state) {
        block(subscriptionId, state).then().statusCode(200).header("Sluice-Propagated", equalTo("true"));
        expectState(state);

        requests.asAdmin()
                .queryParam("subscriptionId", subscriptionId)
                .post(SUBSCRIPTIONS + "/unblock-subscription")
                .then()
                .statusCode(200)
                .header("Sluice-Propagated", equalTo("true"));
        expectState("UNBLOCKED");
    }

    private void expectState(String state) {
        requests.asAdmin()
                .queryParam("apiId", apiId)
                .get(SUBSCRIPTIONS)
                .then()
                .statusCode(200)
                .body("count", equalTo(1))
                .body("list.subscriptionId", contains(subscriptionId))
                .body("list.subscriptionStatus", contains(state))
                .body("list.throttlingPolicy", contains("AsyncUnlimited"))
                .body("list.applicationInfo.applicationId", contains(applicationId))
                .body("list.applicationInfo.subscriber", contains("admin"));
        requests.asAdmin()
                .get(Requests.DEVPORTAL + "/subscriptions/" + subscriptionId)
                .then()
                .body("status", equalTo(state));
    }

    @Test
    void whatCannotBeBlockedIsRefused() {
        block(subscriptionId, "REJECTED").then().statusCode(400).body("error.code", contains("blockState"));
        block(UUID.randomUUID().toString(), "BLOCKED").then().statusCode(404).body("code", equalTo(900310));
        requests.asAdmin().get(SUBSCRIPTIONS).then().statusCode(400).body("error.code", contains("apiId"));
        requests.asAdmin()
                .queryParam("apiId", UUID.randomUUID().toString())
                .get(SUBSCRIPTIONS)
                .then()
                .statusCode(404);
    }

    @Test
    void aDeveloperChangesThePlanToOneThatIsOffered() {
        requests.changeApi(apiId, "policies", List.of("AsyncUnlimited", "AsyncGold"))
                .then()
                .statusCode(200);
        block(subscriptionId, "BLOCKED").then().statusCode(200);

        changePlan(subscriptionId, "AsyncGold")
                .then()
                .statusCode(200)
                .header("Sluice-Propagated", equalTo("true"))
                .body("subscriptionId", equalTo(subscriptionId))
                .body("status", equalTo("BLOCKED"))
                .body("throttlingPolicy", equalTo("AsyncGold"));
        changePlan(subscriptionId, "AsyncBronze").then().statusCode(400);
        changePlan(subscriptionId, "").then().statusCode(400);
        changePlan(UUID.randomUUID().toString(), "AsyncGold").then().statusCode(404);
        requests.asAdmin()
                .get(Requests.DEVPORTAL + "/subscriptions/" + subscriptionId)
                .then()
                .body("throttlingPolicy", equalTo("AsyncGold"));
    }

    @Test
    void nobodyChangesThePlanOfAnother() {
        requests.as(TestUser.with(requests, Role.SUBSCRIBER))
                .contentType("application/json")
                .body(Map.of("throttlingPolicy", "AsyncUnlimited"))
                .put(Requests.DEVPORTAL + "/subscriptions/" + subscriptionId)
                .then()
                .statusCode(404);
    }

    private Response changePlan(String id, String plan) {
        return requests.asAdmin()
                .contentType("application/json")
                .body(Map.of("throttlingPolicy", plan))
                .put(Requests.DEVPORTAL + "/subscriptions/" + id);
    }

    @Test
    void onlyWhoMayWorkWithTheApiBlocksItsSubscriptions() {
        requests.changeApi(apiId, "accessControlRoles", List.of("creator"))
                .then()
                .statusCode(200);
        requests.changeApi(apiId, "accessControl", "RESTRICTED").then().statusCode(200);

        requests.as(TestUser.with(requests, Role.PUBLISHER))
                .queryParam("subscriptionId", subscriptionId)
                .queryParam("blockState", "BLOCKED")
                .post(SUBSCRIPTIONS + "/block-subscription")
                .then()
                .statusCode(403);
        expectState("UNBLOCKED");
    }

    private Response block(String id, String state) {
        return requests.asAdmin()
                .queryParam("subscriptionId", id)
                .queryParam("blockState", state)
                .post(SUBSCRIPTIONS + "/block-subscription");
    }

    @Test
    void anApplicationIsFoundByAPartOfItsName() {
        String applications = Requests.DEVPORTAL + "/applications";
        String name = requests.asAdmin().get(applications + '/' + applicationId).path("name");

        requests.asAdmin()
                .queryParam("query", name.substring(1).toUpperCase(java.util.Locale.ROOT))
                .get(applications)
                .then()
                .statusCode(200)
                .body("list.applicationId", contains(applicationId))
                .body("pagination.total", equalTo(1));
        requests.asAdmin()
                .queryParam("query", name + '%')
                .get(applications)
                .then()
                .body("count", equalTo(0));
    }

    @Test
    void anApplicationIsChangedAndKeepsItsSubscription() {
        String application = Requests.DEVPORTAL + "/applications/" + applicationId;
        Map<String, Object> shown =
                requests.asAdmin().get(application).jsonPath().getMap("$");
        requests.asAdmin()
                .body(shown)
                .put(application)
                .then()
                .statusCode(200)
                .header("Sluice-Ignored-Fields", nullValue());
        String name = Requests.freshName();

        requests.asAdmin()
                .body(Map.of("name", name, "throttlingPolicy", "50PerMin", "description", "d", "owner", "somebody"))
                .put(application)
                .then()
                .statusCode(200)
                .header("Sluice-Ignored-Fields", equalTo("owner"))
                .header("Sluice-Propagated", equalTo("true"))
                .body("name", equalTo(name))
                .body("throttlingPolicy", equalTo("50PerMin"))
                .body("owner", equalTo("admin"));
        expectState("UNBLOCKED");
        requests.as(TestUser.with(requests, Role.SUBSCRIBER))
                .body(Map.of("name", name, "throttlingPolicy", "Unlimited"))
                .put(application)
                .then()
                .statusCode(404);
        String other = requests.asAdmin()
                .get(Requests.DEVPORTAL + "/applications/" + requests.createApplication())
                .path("name");
        requests.asAdmin()
                .body(Map.of("name", other, "throttlingPolicy", "Unlimited"))
                .put(application)
                .then()
                .statusCode(409);
    }
}
