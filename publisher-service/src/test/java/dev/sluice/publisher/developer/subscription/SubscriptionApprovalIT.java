package dev.sluice.publisher.developer.subscription;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Subscriptions and plans that the publisher approves or rejects. */
@PublisherTest
class SubscriptionApprovalIT extends SubscribedApi {
    @Test
    void aNewSubscriptionWaitsForThePublisherWhereTheApiSaysSo() {
        askForApproval(true);
        String application = requests.createApplication();
        String id = requests.subscribe(application, apiId)
                .then()
                .statusCode(201)
                .body("status", equalTo("ON_HOLD"))
                .extract()
                .path("subscriptionId");
        list("apiId", apiId, "pending", "true").body("list.subscriptionId", contains(id));
        list("query", "status:on_hold application:" + nameOf(application)).body("list.subscriptionId", contains(id));

        decide(id, "unblock-subscription").then().statusCode(409);
        decide(id, "block-subscription", "blockState", "BLOCKED").then().statusCode(409);
        decide(id, "reject-subscription", "comment", "Not you.").then().statusCode(200);
        decide(id, "reject-subscription").then().statusCode(200);
        decide(id, "approve-subscription").then().statusCode(409);
        requests.asAdmin()
                .get(Requests.DEVPORTAL + "/subscriptions/" + id)
                .then()
                .body("status", equalTo("REJECTED"))
                .body("streaming.comment", equalTo("Not you."));

        requests.subscribe(application, apiId)
                .then()
                .statusCode(201)
                .body("status", equalTo("ON_HOLD"))
                .body("subscriptionId", equalTo(id));
        decide(id, "approve-subscription", "businessPlan", "AsyncGold").then().statusCode(409);
        decide(id, "approve-subscription", "businessPlan", "AsyncUnlimited", "comment", "Welcome.")
                .then()
                .statusCode(200)
                .header("Sluice-Propagated", equalTo("true"));
        decide(id, "approve-subscription").then().statusCode(200);
        list("apiId", apiId, "query", nameOf(application))
                .body("list.subscriptionStatus", contains("UNBLOCKED"))
                .body("list.streaming.comment", contains("Welcome."))
                .body("list.streaming.apiId", contains(apiId));
        list("apiId", apiId, "pending", "true").body("count", equalTo(0));
        askForApproval(false);
        requests.subscribe(requests.createApplication(), apiId).then().body("status", equalTo("UNBLOCKED"));
    }

    @Test
    void anotherPlanWaitsWhileTheFormerOneIsInForce() {
        offer("AsyncUnlimited", "AsyncGold", "AsyncBronze");
        askForApproval(true);

        changePlan(subscriptionId, "AsyncGold")
                .then()
                .statusCode(200)
                .body("throttlingPolicy", equalTo("AsyncUnlimited"))
                .body("requestedThrottlingPolicy", equalTo("AsyncGold"))
                .body("status", equalTo("TIER_UPDATE_PENDING"));
        list("query", "status:TIER_UPDATE_PENDING", "apiId", apiId)
                .body("list.throttlingPolicy", contains("AsyncUnlimited"))
                .body("list.streaming.requestedThrottlingPolicy", contains("AsyncGold"));
        decide(subscriptionId, "reject-subscription", "comment", "Too much.")
                .then()
                .statusCode(200);
        expectState("UNBLOCKED");

        changePlan(subscriptionId, "AsyncBronze").then().statusCode(200);
        changePlan(subscriptionId, "AsyncUnlimited").then().body("status", equalTo("UNBLOCKED"));
        decide(subscriptionId, "reject-subscription").then().statusCode(409);

        changePlan(subscriptionId, "AsyncBronze").then().statusCode(200);
        offer("AsyncUnlimited", "AsyncGold");
        decide(subscriptionId, "approve-subscription").then().statusCode(400);
        changePlan(subscriptionId, "AsyncGold").then().statusCode(200);
        decide(subscriptionId, "approve-subscription").then().statusCode(200);
        requests.asAdmin()
                .get(Requests.DEVPORTAL + "/subscriptions/" + subscriptionId)
                .then()
                .body("throttlingPolicy", equalTo("AsyncGold"))
                .body("requestedThrottlingPolicy", nullValue())
                .body("status", equalTo("UNBLOCKED"));
    }

    @Test
    void manyAreApprovedUnderThePlansThatThePublisherHasSeen() {
        offer("AsyncUnlimited", "AsyncGold", "AsyncBronze");
        askForApproval(true);
        String other = requests.subscribe(requests.createApplication(), apiId).path("subscriptionId");
        changePlan(subscriptionId, "AsyncBronze").then().statusCode(200);
        List<Map<String, String>> seen =
                List.of(approval(subscriptionId, "AsyncBronze"), approval(other, "AsyncUnlimited"));
        changePlan(subscriptionId, "AsyncGold").then().statusCode(200);

        many(Map.of("action", "APPROVE", "comment", "Welcome.", "subscriptions", seen))
                .then()
                .statusCode(200)
                .body("list.subscriptionId", contains(subscriptionId, other))
                .body("list.status", contains(409, 200))
                .body("list[0].error.description", equalTo("Another plan waits now: AsyncGold."));
        list("apiId", apiId, "pending", "true")
                .body("list.subscriptionId", contains(subscriptionId))
                .body("list.throttlingPolicy", contains("AsyncUnlimited"));
        list("apiId", apiId, "query", "status:UNBLOCKED").body("list.streaming.comment", contains("Welcome."));

        many(Map.of("action", "APPROVE", "subscriptionIds", List.of(subscriptionId)))
                .then()
                .statusCode(400)
                .body("error.code", contains("subscriptions"));
        many(Map.of("action", "APPROVE", "subscriptions", List.of(Map.of("subscriptionId", subscriptionId))))
                .then()
                .statusCode(400)
                .body("error.code", contains("subscriptions[0].businessPlan"));
    }

    private static Map<String, String> approval(String id, String plan) {
        return Map.of("subscriptionId", id, "businessPlan", plan);
    }
}
