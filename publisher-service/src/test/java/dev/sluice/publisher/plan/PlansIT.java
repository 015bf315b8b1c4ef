package dev.sluice.publisher.plan;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.TestUser;
import dev.sluice.publisher.web.access.Role;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plans that there are to choose from, and their choice. */
@PublisherTest
class PlansIT {
    private static final String PLANS = "/throttling-policies/";

    private Requests requests = new Requests(0);

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
    }

    @ParameterizedTest
    @CsvSource({
        "subscription,AsyncUnlimited,-1,-1,",
        "subscription,AsyncGold,50000,1,days",
        "subscription,AsyncSilver,25000,1,days",
        "subscription,AsyncBronze,5000,1,days",
        "subscription,AsyncDefaultSubscriptionless,10000,1,days",
        "application,10PerMin,10,1,min",
        "application,20PerMin,20,1,min",
        "application,50PerMin,50,1,min",
        "application,Unlimited,-1,-1,"
    })
    void thePlansOfANewInstallationAreThoseOfWso2(String level, String name, int count, int units, String unit) {
        requests.asVisitor()
                .get(Requests.DEVPORTAL + PLANS + level + '/' + name)
                .then()
                .statusCode(200)
                .body("name", is(name))
                .body("policyLevel", is(level))
                .body("requestCount", is(count))
                .body("unitTime", is(units))
                .body("timeUnit", unit == null ? nullValue() : equalTo(unit))
                .body("stopOnQuotaReach", is(true));
    }

    @Test
    void bothPortalsListThePlansOfSubscriptions() {
        for (String portal : new String[] {Requests.PUBLISHER, Requests.DEVPORTAL}) {
            requests.asAdmin()
                    .get(portal + PLANS + "subscription?limit=1000")
                    .then()
                    .statusCode(200)
                    .body("list.name", hasItems("AsyncUnlimited", "AsyncGold", "AsyncSilver", "AsyncBronze"));
        }
        requests.asAdmin()
                .get(Requests.PUBLISHER + PLANS + "streaming/subscription?limit=1000")
                .then()
                .statusCode(200)
                .body("list.find { it.policyName == 'AsyncGold' }.defaultLimit.eventCount.eventCount", is(50_000));
    }

    @Test
    void aVisitorSeesThePlansOfApplicationsPageByPage() {
        requests.asVisitor()
                .get(Requests.DEVPORTAL + PLANS + "application?limit=2&offset=2")
                .then()
                .statusCode(200)
                .body("list.name", contains("50PerMin", "Unlimited"))
                .body("pagination.previous", equalTo("/throttling-policies/application?limit=2&offset=0"));
    }

    @Test
    void aLevelThatIsNoneHereIsNotFound() {
        requests.asAdmin()
                .get(Requests.PUBLISHER + PLANS + "application")
                .then()
                .statusCode(404);
        requests.asAdmin().get(Requests.DEVPORTAL + PLANS + "api").then().statusCode(404);
        requests.asAdmin()
                .get(Requests.PUBLISHER + PLANS + "subscription/none")
                .then()
                .statusCode(404);
        requests.asAdmin()
                .get(Requests.PUBLISHER + PLANS + "api")
                .then()
                .statusCode(200)
                .body("list.name", contains("Unlimited"));
    }

    @Test
    void anApiShowsThePlansThatItIsOfferedUnder() {
        String apiId = requests.liveApi();
        requests.changeApi(apiId, "policies", List.of("AsyncGold", "AsyncBronze"));

        for (String portal : new String[] {Requests.PUBLISHER, Requests.DEVPORTAL}) {
            requests.asAdmin()
                    .get(portal + "/apis/" + apiId + "/subscription-policies")
                    .then()
                    .statusCode(200)
                    .body("name", contains("AsyncGold", "AsyncBronze"))
                    .body("requestCount", contains(50_000, 5_000));
        }
    }

    @Test
    void aPlanThatIsNoneIsNotChosen() {
        requests.asAdmin()
                .body(Requests.api(Requests.freshName(), "policies", List.of("AsyncUnlimited", "Platinum")))
                .post(Requests.PUBLISHER + "/apis")
                .then()
                .statusCode(400)
                .body("error[0].message", not(nullValue()))
                .body("description", containsString("Platinum"));
        requests.changeApi(requests.createApi(Requests.freshName()), "policies", List.of("Platinum"))
                .then()
                .statusCode(400);
        requests.asAdmin()
                .body(Map.of("name", Requests.freshName(), "throttlingPolicy", "Platinum"))
                .post(Requests.DEVPORTAL + "/applications")
                .then()
                .statusCode(400)
                .body("description", containsString("10PerMin"));
    }

    @Test
    void aPlanIsChosenAndShownByItsRolesOnly() {
        String plan = Requests.freshName();
        TestPlans.create(
                        requests,
                        "subscription",
                        TestPlans.with(
                                TestPlans.body("subscription", plan, 5),
                                "permissions",
                                Map.of("permissionType", "ALLOW", "roles", List.of("Internal/publisher"))))
                .statusCode(201);
        String apiId = requests.liveApi();
        TestUser creator = TestUser.with(requests, Role.CREATOR);
        TestUser developer = TestUser.with(requests, Role.SUBSCRIBER);
        TestUser both = TestUser.with(requests, Role.SUBSCRIBER, Role.PUBLISHER);
        Map<String, Object> body = new LinkedHashMap<>(requests.readApi(apiId));
        body.put("policies", List.of("AsyncUnlimited", plan));

        requests.as(creator)
                .body(body)
                .put(Requests.PUBLISHER + "/apis/" + apiId)
                .then()
                .statusCode(400)
                .body("description", containsString("not for your roles"));
        requests.as(both)
                .body(body)
                .put(Requests.PUBLISHER + "/apis/" + apiId)
                .then()
                .statusCode(200);
        // It is offered by now: a save of something else leaves it.
        requests.as(creator)
                .body(body)
                .put(Requests.PUBLISHER + "/apis/" + apiId)
                .then()
                .statusCode(200);

        subscribe(developer, apiId, plan).statusCode(403);
        subscribe(both, apiId, plan).statusCode(201);
        shownTo(developer, apiId).body("name", contains("AsyncUnlimited"));
        shownTo(both, apiId).body("name", contains("AsyncUnlimited", plan));
        requests.as(developer)
                .get(Requests.DEVPORTAL + PLANS + "subscription?limit=1000")
                .then()
                .body("list.name", not(hasItem(plan)));
    }

    @Test
    void anApplicationHasAPlanThatIsForItsOwner() {
        String plan = Requests.freshName();
        TestPlans.create(
                        requests,
                        "application",
                        TestPlans.with(
                                TestPlans.body("application", plan, 5),
                                "permissions",
                                Map.of("permissionType", "DENY", "roles", List.of("creator"))))
                .statusCode(201);

        application(TestUser.with(requests, Role.SUBSCRIBER, Role.CREATOR), plan)
                .statusCode(400);
        application(TestUser.with(requests, Role.SUBSCRIBER), plan).statusCode(201);
    }

    private ValidatableResponse application(TestUser user, String plan) {
        return requests.as(user)
                .body(Map.of("name", Requests.freshName(), "throttlingPolicy", plan))
                .post(Requests.DEVPORTAL + "/applications")
                .then();
    }

    private ValidatableResponse shownTo(TestUser user, String apiId) {
        return requests.as(user)
                .get(Requests.DEVPORTAL + "/apis/" + apiId + "/subscription-policies")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse subscribe(TestUser user, String apiId, String plan) {
        String applicationId =
                application(user, "Unlimited").statusCode(201).extract().path("applicationId");
        return requests.as(user)
                .body(Map.of("applicationId", applicationId, "apiId", apiId, "throttlingPolicy", plan))
                .post(Requests.DEVPORTAL + "/subscriptions")
                .then();
    }
}
