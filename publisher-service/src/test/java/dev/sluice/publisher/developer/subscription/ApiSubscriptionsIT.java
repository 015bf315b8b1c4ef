package dev.sluice.publisher.developer.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.publisher.HeldDeletion;
import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.TestUser;
import dev.sluice.publisher.web.access.Role;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the publisher does with subscriptions, and the developer with applications. */
@PublisherTest
class ApiSubscriptionsIT extends SubscribedApi {
    @Inject
    DataSource database;

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
        requests.asAdmin()
                .get("/api/am/admin/v4/audit?kind=subscription&subjectId=" + subscriptionId)
                .then()
                .body("list.action", contains("change", "change", "create"))
                .body("list[1].before.state", equalTo("UNBLOCKED"))
                .body("list[1].after.state", equalTo(state));
    }

    @Test
    void whatCannotBeBlockedIsRefused() {
        block(subscriptionId, "REJECTED").then().statusCode(400).body("error.code", contains("blockState"));
        block(UUID.randomUUID().toString(), "BLOCKED").then().statusCode(404).body("code", equalTo(900310));
        requests.asAdmin()
                .queryParam("apiId", UUID.randomUUID().toString())
                .get(SUBSCRIPTIONS)
                .then()
                .statusCode(404);
    }

    @Test
    void aPublisherChangesThePlanToOneThatIsOfferedAndAStreamGoesOn() {
        offer("AsyncUnlimited", "AsyncGold", "AsyncDefaultSubscriptionless");

        decide("change-business-plan", "businessPlan", "AsyncGold")
                .then()
                .statusCode(200)
                .header("Sluice-Propagated", equalTo("true"));
        decide("change-business-plan", "businessPlan", "AsyncGold").then().statusCode(200);
        list("apiId", apiId).body("list.throttlingPolicy", contains("AsyncGold"));
        decide("change-business-plan", "businessPlan", "AsyncBronze").then().statusCode(400);
        decide("change-business-plan", "businessPlan", "AsyncDefaultSubscriptionless")
                .then()
                .statusCode(400);
        decide("change-business-plan", "comment", "no plan")
                .then()
                .statusCode(400)
                .body("error.code", contains("businessPlan"));
        requests.as(TestUser.with(requests, Role.CREATOR))
                .queryParam("subscriptionId", subscriptionId)
                .queryParam("businessPlan", "AsyncGold")
                .post(SUBSCRIPTIONS + "/change-business-plan")
                .then()
                .statusCode(401);
    }

    @Test
    void manyAreChangedAtOnceAndEachSaysHowItHasEnded() {
        String other = requests.subscribe(requests.createApplication(), apiId).path("subscriptionId");
        String unknown = UUID.randomUUID().toString();

        many(Map.of(
                        "action",
                        "BLOCK",
                        "blockState",
                        "PROD_ONLY_BLOCKED",
                        "subscriptionIds",
                        List.of(subscriptionId, unknown, other, "nonsense", other)))
                .then()
                .statusCode(200)
                .header("Sluice-Propagated", equalTo("true"))
                .body("list.subscriptionId", contains(subscriptionId, unknown, other, "nonsense"))
                .body("list.status", contains(200, 404, 200, 404))
                .body("list[1].error.code", equalTo(900310));
        list("apiId", apiId).body("list.subscriptionStatus", contains("PROD_ONLY_BLOCKED", "PROD_ONLY_BLOCKED"));
        many(Map.of("action", "CHANGE_PLAN", "subscriptionIds", List.of(other), "businessPlan", "AsyncGold"))
                .then()
                .statusCode(200)
                .body("list.status", contains(400));
        many(Map.of("action", "UNBLOCK", "subscriptionIds", List.of(other)))
                .then()
                .statusCode(200);
        list("apiId", apiId, "sortBy", "subscriptionStatus", "sortOrder", "desc", "limit", "1")
                .body("list.subscriptionId", contains(other))
                .body("pagination.total", equalTo(2))
                .body(
                        "pagination.next",
                        equalTo("/subscriptions?limit=1&offset=1&apiId=" + apiId
                                + "&sortBy=subscriptionStatus&sortOrder=desc"));

        many(Map.of("action", "CHANGE_PLAN", "subscriptionIds", List.of()))
                .then()
                .statusCode(400)
                .body("error.code", containsInAnyOrder("subscriptionIds", "businessPlan"));
        many(Map.of("action", "BLOCK", "subscriptionIds", Collections.nCopies(501, other)))
                .then()
                .statusCode(400);
        many(Map.of("subscriptionIds", List.of(other))).then().statusCode(400).body("error.code", contains("action"));
    }

    @Test
    void aDeveloperSubscribesManyAtOnce() {
        String other = requests.liveApi();
        List<Map<String, String>> wanted = List.of(
                Map.of("applicationId", applicationId, "apiId", other, "throttlingPolicy", "AsyncUnlimited"),
                Map.of("applicationId", applicationId, "apiId", apiId, "throttlingPolicy", "AsyncUnlimited"),
                Map.of("applicationId", applicationId, "apiId", other, "throttlingPolicy", "AsyncGold"),
                Map.of("applicationId", applicationId));

        requests.asAdmin()
                .body(wanted)
                .post(Requests.DEVPORTAL + "/subscriptions/multiple")
                .then()
                .statusCode(200)
                .header("Sluice-Propagated", equalTo("true"))
                .body("[0].status", equalTo("UNBLOCKED"))
                .body("[1].error.code", equalTo(900336))
                .body("[2].error.message", equalTo("The API does not offer this plan"))
                .body("[3].error.code", equalTo(400))
                .body("size()", equalTo(4));
        for (Object none : List.of(List.of(), Map.of(), Collections.nCopies(501, wanted.getFirst()))) {
            requests.asAdmin()
                    .body(none)
                    .post(Requests.DEVPORTAL + "/subscriptions/multiple")
                    .then()
                    .statusCode(400);
        }
    }

    @Test
    void whatIsBlockedTheDeveloperCannotMakeAnew() {
        block(subscriptionId, "PROD_ONLY_BLOCKED").then().statusCode(200);

        requests.asAdmin()
                .delete(Requests.DEVPORTAL + "/subscriptions/" + subscriptionId)
                .then()
                .statusCode(409);
        requests.subscribe(applicationId, apiId).then().statusCode(409);
        requests.asAdmin()
                .delete(Requests.DEVPORTAL + "/applications/" + applicationId)
                .then()
                .statusCode(200);
        list("apiId", apiId).body("count", equalTo(0));
        block(subscriptionId, "BLOCKED").then().statusCode(404);
    }

    @Test
    void aSubscriberIsTheOwnerOfTheApplication() {
        String info = SUBSCRIPTIONS + '/' + subscriptionId + "/subscriber-info";
        requests.asAdmin().get(info).then().statusCode(200).body("name", equalTo("admin"));
        requests.asAdmin()
                .get(SUBSCRIPTIONS + '/' + UUID.randomUUID() + "/subscriber-info")
                .then()
                .statusCode(404);
        restrict();
        TestUser stranger = TestUser.with(requests, Role.PUBLISHER);
        requests.as(stranger).get(info).then().statusCode(404);
        requests.as(stranger)
                .queryParam("apiId", apiId)
                .get(SUBSCRIPTIONS)
                .then()
                .statusCode(403);
        String named = "api:" + requests.field(apiId, "name");
        list("query", named).body("list.subscriptionId", contains(subscriptionId));
        requests.as(stranger)
                .queryParam("query", named)
                .get(SUBSCRIPTIONS)
                .then()
                .statusCode(200)
                .body("count", equalTo(0));
        requests.asAdmin()
                .queryParam("query", "nonsense:x")
                .queryParam("sortBy", "nothing")
                .get(SUBSCRIPTIONS)
                .then()
                .statusCode(400)
                .body("error.code", containsInAnyOrder("query", "sortBy"));
    }

    /** Of two who decide at once one is first, and the other is told so. */
    @Test
    void twoPublishersWhoDecideAtOnceDoNotUndoEachOther() throws Exception {
        askForApproval(true);
        for (int i = 0; i < 8; i++) {
            String id = requests.subscribe(requests.createApplication(), apiId).path("subscriptionId");
            CyclicBarrier together = new CyclicBarrier(2);
            try (ExecutorService two = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Integer>> answers = two.invokeAll(List.of(
                        () -> statusTogether(together, id, "approve-subscription"),
                        () -> statusTogether(together, id, "reject-subscription")));
                List<Integer> statuses =
                        List.of(answers.get(0).get(), answers.get(1).get());
                assertThat(statuses).containsExactlyInAnyOrder(200, 409);
                requests.asAdmin()
                        .get(Requests.DEVPORTAL + "/subscriptions/" + id)
                        .then()
                        .body("status", equalTo(statuses.getFirst() == 200 ? "UNBLOCKED" : "REJECTED"));
            }
        }
    }

    /** With its API, of two that are deleted at once. */
    @Test
    void anApplicationGoesWhileASubscriptionOfItDoes() throws Exception {
        HeldDeletion.meanwhile(
                        database,
                        "delete from subscription where id = '" + subscriptionId + "'",
                        () -> requests.asAdmin().delete(Requests.DEVPORTAL + "/applications/" + applicationId))
                .then()
                .statusCode(200);
    }

    private int statusTogether(CyclicBarrier together, String id, String action) throws Exception {
        together.await(10, TimeUnit.SECONDS);
        return decide(id, action).statusCode();
    }

    private void restrict() {
        requests.changeApi(apiId, "accessControlRoles", List.of("creator"))
                .then()
                .statusCode(200);
        requests.changeApi(apiId, "accessControl", "RESTRICTED").then().statusCode(200);
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

    @Test
    void onlyWhoMayWorkWithTheApiBlocksItsSubscriptions() {
        restrict();

        requests.as(TestUser.with(requests, Role.PUBLISHER))
                .queryParam("subscriptionId", subscriptionId)
                .queryParam("blockState", "BLOCKED")
                .post(SUBSCRIPTIONS + "/block-subscription")
                .then()
                .statusCode(403);
        expectState("UNBLOCKED");
    }

    @Test
    void anApplicationIsFoundByAPartOfItsName() {
        String applications = Requests.DEVPORTAL + "/applications";
        String name = requests.asAdmin().get(applications + '/' + applicationId).path("name");

        requests.asAdmin()
                .queryParam("query", name.substring(1).toUpperCase(Locale.ROOT))
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
