package dev.sluice.publisher.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord;
import dev.sluice.model.access.AccessRecord.LimitType;
import dev.sluice.model.access.AccessRecord.PlanLevel;
import dev.sluice.model.access.AccessRecord.PlanLimit;
import dev.sluice.model.quota.WindowUnit;
import dev.sluice.model.wire.Wire;
import dev.sluice.publisher.ControlLog;
import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.TestUser;
import dev.sluice.publisher.web.access.Role;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an administrator does with plans, and what the gateways are told of it. */
@PublisherTest
class AdminPlansIT {
    private static final String SUBSCRIPTION = "subscription";
    private static final String APPLICATION = "application";

    @ConfigProperty(name = "sluice.kafka.bootstrap-servers")
    String bootstrapServers = "";

    @ConfigProperty(name = "sluice.kafka.topic-prefix")
    String prefix = "";

    @Inject
    PlanRecords records;

    private Requests requests = new Requests(0);
    private String name = "";

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
        name = Requests.freshName();
    }

    @Test
    void aPlanIsReadAsItWasMade() {
        Response made = requests.asAdmin()
                .body(Map.ofEntries(
                        Map.entry("policyName", name),
                        Map.entry("displayName", "Ours"),
                        Map.entry("description", "For some"),
                        Map.entry("defaultLimit", events(1_000, "month", 3)),
                        Map.entry("rateLimitCount", 10),
                        Map.entry("rateLimitTimeUnit", "sec"),
                        Map.entry("stopOnQuotaReach", false),
                        Map.entry("billingPlan", "COMMERCIAL"),
                        Map.entry("customAttributes", List.of(Map.of("name", "tier", "value", "1"))),
                        Map.entry(
                                "permissions",
                                Map.of("permissionType", "ALLOW", "roles", List.of("Internal/subscriber"))),
                        Map.entry(
                                "streaming",
                                Map.of(
                                        "maxConnections",
                                        5,
                                        "maxConnectionMs",
                                        60_000,
                                        "byteLimit",
                                        Map.of("byteCount", 1_000_000, "timeUnit", "hour", "unitTime", 2)))))
                .post(TestPlans.PATH + SUBSCRIPTION);

        made.then().statusCode(201).header("Sluice-Ignored-Fields", nullValue()).header("ETag", notNullValue());
        requests.asAdmin()
                .get(URI.create(made.header("Location")).getPath())
                .then()
                .statusCode(200)
                .header("ETag", is(made.header("ETag")))
                .body("policyName", is(name))
                .body("displayName", is("Ours"))
                .body("description", is("For some"))
                .body("defaultLimit.eventCount.eventCount", is(1_000))
                .body("defaultLimit.eventCount.timeUnit", is("month"))
                .body("defaultLimit.eventCount.unitTime", is(3))
                .body("rateLimitCount", is(10))
                .body("rateLimitTimeUnit", is("sec"))
                .body("stopOnQuotaReach", is(false))
                .body("billingPlan", is("COMMERCIAL"))
                .body("customAttributes[0].value", is("1"))
                .body("permissions.permissionType", is("ALLOW"))
                .body("permissions.roles", contains("subscriber"))
                .body("streaming.maxConnections", is(5))
                .body("streaming.maxConnectionMs", is(60_000))
                .body("streaming.byteLimit.byteCount", is(1_000_000))
                .body("streaming.byteLimit.unitTime", is(2));
        AccessRecord.Plan told = told(PlanLevel.SUBSCRIPTION, name);
        assertThat(told.limits())
                .containsExactly(
                        new PlanLimit(LimitType.EVENTS, 1_000, WindowUnit.MONTH, 3),
                        new PlanLimit(LimitType.BYTES, 1_000_000, WindowUnit.HOUR, 2));
        assertThat(told.burst()).isEqualTo(new AccessRecord.Burst(10, WindowUnit.SECOND, 1));
        assertThat(told.stopOnQuotaReach()).isFalse();
        assertThat(told.maxConnections()).isEqualTo(5);
        assertThat(told.maxConnectionMs()).isEqualTo(60_000);
    }

    @Test
    void theGatewaysKnowThePlansOfANewInstallation() {
        assertThat(new ControlLog(bootstrapServers, prefix + ".access").read())
                .extracting(row -> row.key())
                .contains(
                        "plan/subscription/AsyncUnlimited",
                        "plan/subscription/AsyncDefaultSubscriptionless",
                        "plan/application/10PerMin",
                        "plan/application/Unlimited");
        assertThat(told(PlanLevel.SUBSCRIPTION, "AsyncGold").limits())
                .containsExactly(new PlanLimit(LimitType.EVENTS, 50_000, WindowUnit.DAY, 1));
        assertThat(told(PlanLevel.APPLICATION, "Unlimited").limits()).isEmpty();
    }

    @Test
    void aRebuildKnowsTheRecordOfEachPlan() {
        TestPlans.created(requests, SUBSCRIPTION, 5);

        assertThat(QuarkusTransaction.requiringNew().call(records::present))
                .extracting(step -> step.key())
                .contains("plan/subscription/AsyncGold", "plan/application/50PerMin");
        assertThat(records.owns("plan/subscription/none")).isTrue();
        assertThat(records.owns("subscription/a/b")).isFalse();
    }

    @Test
    void anApplicationsPlanCountsRequests() {
        String id = TestPlans.create(
                        requests,
                        APPLICATION,
                        TestPlans.with(
                                TestPlans.body(APPLICATION, name, 7),
                                "burstLimit",
                                Map.of("rateLimitCount", 2, "rateLimitTimeUnit", "min")))
                .statusCode(201)
                .body("defaultLimit.type", is("REQUESTCOUNTLIMIT"))
                .body("defaultLimit.requestCount.requestCount", is(7))
                .body("burstLimit.rateLimitCount", is(2))
                .extract()
                .path("policyId");

        assertThat(told(PlanLevel.APPLICATION, name).limits())
                .containsExactly(new PlanLimit(LimitType.EVENTS, 7, WindowUnit.DAY, 1));
        requests.asAdmin().get(TestPlans.PATH + SUBSCRIPTION + '/' + id).then().statusCode(404);
    }

    @Test
    void aChangeIsToldAndKeepsTheName() {
        Response made =
                requests.asAdmin().body(TestPlans.body(SUBSCRIPTION, name, 5)).post(TestPlans.PATH + SUBSCRIPTION);
        String path = TestPlans.PATH + SUBSCRIPTION + '/' + made.path("policyId");

        requests.asAdmin()
                .header("If-Match", made.header("ETag"))
                .body(TestPlans.body(SUBSCRIPTION, "other", 6))
                .put(path)
                .then()
                .statusCode(200)
                .header("ETag", not(made.header("ETag")))
                .header("Sluice-Ignored-Fields", is("policyName"))
                .body("policyName", is(name))
                .body("defaultLimit.eventCount.eventCount", is(6));
        requests.asAdmin()
                .header("If-Match", made.header("ETag"))
                .body(TestPlans.body(SUBSCRIPTION, name, 7))
                .put(path)
                .then()
                .statusCode(412);

        assertThat(told(PlanLevel.SUBSCRIPTION, name).limits().getFirst().count())
                .isEqualTo(6);
    }

    @Test
    void whatWasReadIsSentBackWithoutAWord() {
        String id = TestPlans.create(requests, SUBSCRIPTION, TestPlans.body(SUBSCRIPTION, name, -1))
                .statusCode(201)
                .extract()
                .path("policyId");
        String path = TestPlans.PATH + SUBSCRIPTION + '/' + id;
        Object read = requests.asAdmin().get(path).jsonPath().get("$");

        requests.asAdmin()
                .body(read)
                .put(path)
                .then()
                .statusCode(200)
                .header("Sluice-Ignored-Fields", nullValue())
                .body("defaultLimit.eventCount.eventCount", is(-1));
        assertThat(told(PlanLevel.SUBSCRIPTION, name).limits()).isEmpty();
    }

    @Test
    void aPlanOfASubscriptionIsTakenAsWso2WritesIt() {
        String body = """
                {"policyId":"0c6439fd-9b16-3c2e-be6e-1086e0b9aa93","policyName":"%s","displayName":"%s","description":"",
                 "isDeployed":false,"type":"SubscriptionThrottlePolicy","graphQLMaxComplexity":0,"graphQLMaxDepth":0,
                 "defaultLimit":{"type":"EVENTCOUNTLIMIT","requestCount":null,"bandwidth":null,"aiApiQuota":null,
                   "eventCount":{"timeUnit":"days","unitTime":"1","eventCount":"50000"}},
                 "monetization":null,"rateLimitCount":%s,"rateLimitTimeUnit":"NA","customAttributes":[],
                 "stopOnQuotaReach":true,"billingPlan":"FREE","permissions":null,"subscriberCount":0}""";

        String id = requests.asAdmin()
                .body(body.formatted(name, name, "-1"))
                .post(TestPlans.PATH + SUBSCRIPTION)
                .then()
                .statusCode(201)
                .body("defaultLimit.eventCount.eventCount", is(50_000))
                .body("defaultLimit.eventCount.unitTime", is(1))
                .body("rateLimitCount", nullValue())
                .extract()
                .path("policyId");
        requests.asAdmin()
                .body(body.formatted(name, name, "\"-1\""))
                .put(TestPlans.PATH + SUBSCRIPTION + '/' + id)
                .then()
                .statusCode(200)
                .body("rateLimitCount", nullValue());
        assertThat(told(PlanLevel.SUBSCRIPTION, name).burst()).isNull();
    }

    @Test
    void aPlanOfAnApplicationIsTakenAsWso2WritesIt() {
        String body = """
                {"policyId":"3d5ee8d2-0bd4-4c3c-9d27-2c2a5e5a2a5f","policyName":"%s","displayName":"%s",
                 "description":"Allows 10 requests per minute","isDeployed":true,"type":"ApplicationThrottlePolicy",
                 "defaultLimit":{"type":"REQUESTCOUNTLIMIT","requestCount":{"timeUnit":"min","unitTime":"1",
                   "requestCount":"10"},"bandwidth":null,"eventCount":null},
                 "burstLimit":{"rateLimitCount":-1,"rateLimitTimeUnit":"NA"}}""".formatted(name, name);

        requests.asAdmin()
                .body(body)
                .post(TestPlans.PATH + APPLICATION)
                .then()
                .statusCode(201)
                .body("defaultLimit.requestCount.requestCount", is(10))
                .body("burstLimit", nullValue());
    }

    @Test
    void aPlanOfAnApplicationIsSentBackWithoutAWord() {
        String path = TestPlans.PATH
                + APPLICATION
                + '/'
                + TestPlans.create(
                                requests,
                                APPLICATION,
                                TestPlans.with(
                                        TestPlans.body(APPLICATION, name, 7),
                                        "burstLimit",
                                        Map.of("rateLimitCount", "2", "rateLimitTimeUnit", "min")))
                        .statusCode(201)
                        .extract()
                        .path("policyId");
        Object read = requests.asAdmin().get(path).jsonPath().get("$");

        requests.asAdmin().body(read).put(path).then().statusCode(200).header("Sluice-Ignored-Fields", nullValue());

        assertThat(requests.asAdmin().get(path).jsonPath().<Object>get("$")).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({"subscription", "application"})
    void namesOfALevelAreUniqueInAnyCase(String level) {
        TestPlans.create(requests, level, TestPlans.body(level, name, 5)).statusCode(201);

        TestPlans.create(requests, level, TestPlans.body(level, name.toUpperCase(Locale.ROOT), 5))
                .statusCode(409)
                .body("description", containsString("already"));
        String other = level.equals(SUBSCRIPTION) ? APPLICATION : SUBSCRIPTION;
        TestPlans.create(requests, other, TestPlans.body(other, name, 5)).statusCode(201);
    }

    @Test
    void ofTwoThatMakeOneNameAtOnceOneIsRefused() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Integer> create = () -> {
            together.await(10, TimeUnit.SECONDS);
            return TestPlans.create(requests, SUBSCRIPTION, TestPlans.body(SUBSCRIPTION, name, 5))
                    .extract()
                    .statusCode();
        };
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            assertThat(both.invokeAll(List.of(create, create), 20, TimeUnit.SECONDS))
                    .extracting(done -> done.get())
                    .containsExactlyInAnyOrder(201, 409);
        }
    }

    @Test
    void aPlanInUseIsNotDeletedAndTheAnswerSaysByWhat() {
        String plan = TestPlans.created(requests, SUBSCRIPTION, 5);
        String apiId = requests.liveApi();
        requests.changeApi(apiId, "policies", List.of("AsyncUnlimited", plan))
                .then()
                .statusCode(200);
        String subscriptionId = requests.asAdmin()
                .body(Map.of("applicationId", requests.createApplication(), "apiId", apiId, "throttlingPolicy", plan))
                .post(Requests.DEVPORTAL + "/subscriptions")
                .path("subscriptionId");

        delete(SUBSCRIPTION, plan)
                .then()
                .statusCode(409)
                .body(
                        "description",
                        allOf(containsString(requests.field(apiId, "name")), containsString("1 subscription")));
        requests.changeApi(apiId, "policies", List.of("AsyncUnlimited")).then().statusCode(200);
        delete(SUBSCRIPTION, plan).then().statusCode(409).body("description", not(containsString("API")));
        requests.asAdmin().delete(Requests.DEVPORTAL + "/subscriptions/" + subscriptionId);
        delete(SUBSCRIPTION, plan).then().statusCode(200);

        assertThat(new ControlLog(bootstrapServers, prefix + ".access")
                        .last("plan/subscription/" + plan)
                        .value())
                .isNull();
    }

    @Test
    void aPlanThatARevisionWouldBringBackIsInUse() {
        String plan = TestPlans.created(requests, SUBSCRIPTION, 5);
        String apiId = requests.createApi(Requests.freshName());
        requests.changeApi(apiId, "policies", List.of(plan)).then().statusCode(200);
        requests.createRevision(apiId);
        requests.changeApi(apiId, "policies", List.of("AsyncUnlimited")).then().statusCode(200);

        delete(SUBSCRIPTION, plan).then().statusCode(409).body("description", containsString("revision 1 of"));
    }

    @Test
    void thePlanOfAnApplicationIsInUse() {
        String plan = TestPlans.created(requests, APPLICATION, 5);
        requests.asAdmin()
                .body(Map.of("name", name, "throttlingPolicy", plan))
                .post(Requests.DEVPORTAL + "/applications")
                .then()
                .statusCode(201);

        delete(APPLICATION, plan).then().statusCode(409).body("description", containsString("1 application"));
        delete(SUBSCRIPTION, "AsyncDefaultSubscriptionless").then().statusCode(409);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "policyName|\"a b\"|policyName",
                "defaultLimit|{\"type\":\"REQUESTCOUNTLIMIT\"}|defaultLimit.type",
                "defaultLimit|{\"type\":\"BANDWIDTHLIMIT\"}|streaming.byteLimit",
                "defaultLimit|{\"type\":\"AIAPIQUOTALIMIT\"}|not for streams",
                "defaultLimit|{\"type\":\"EVENTCOUNTLIMIT\"}|defaultLimit.eventCount",
                "defaultLimit|{\"type\":\"EVENTCOUNTLIMIT\",\"eventCount\":{\"eventCount\":0,\"timeUnit\":\"min\",\"unitTime\":1}}|at least 1",
                "defaultLimit|{\"type\":\"EVENTCOUNTLIMIT\",\"eventCount\":{\"eventCount\":5,\"timeUnit\":\"week\",\"unitTime\":1}}|timeUnit",
                "defaultLimit|{\"type\":\"EVENTCOUNTLIMIT\",\"eventCount\":{\"eventCount\":5,\"timeUnit\":\"min\",\"unitTime\":1001}}|unitTime",
                "rateLimitCount|5|rateLimitTimeUnit",
                "rateLimitCount|-2|must be -1 to",
                "rateLimitCount|\"many\"|must be a whole number",
                "rateLimitCount|\"1.5\"|must be a whole number",
                "rateLimitCount|\"99999999999999999999\"|must be a whole number",
                "billingPlan|\"CHEAP\"|billingPlan",
                "permissions|{\"permissionType\":\"ALLOW\",\"roles\":[\"king\"]}|'king'",
                "permissions|{\"permissionType\":\"SOME\",\"roles\":[\"creator\"]}|permissionType",
                "permissions|{\"permissionType\":\"DENY\",\"roles\":[]}|must have a role",
                "streaming|{\"maxConnections\":0}|streaming.maxConnections",
                "streaming|{\"maxConnectionMs\":10}|streaming.maxConnectionMs",
                "streaming|{\"speed\":10}|streaming.speed",
                "streaming|{\"byteLimit\":{\"timeUnit\":\"min\"}}|byteCount"
            })
    void whatIsWrongIsNamed(String field, String json, String told) {
        String body = new ObjectMapper()
                .valueToTree(TestPlans.with(TestPlans.body(SUBSCRIPTION, name, 5), field, "@"))
                .toString()
                .replace("\"@\"", json);

        requests.asAdmin()
                .body(body)
                .post(TestPlans.PATH + SUBSCRIPTION)
                .then()
                .statusCode(400)
                .body("description", containsString(told));
    }

    @ParameterizedTest
    @ValueSource(strings = {"type:sub", "type:all"})
    void plansAreSearched(String query) {
        requests.asAdmin()
                .queryParam("query", query)
                .get(TestPlans.PATH + "search")
                .then()
                .statusCode(200)
                .body("list.policyName", hasItem("AsyncGold"));
        requests.asAdmin()
                .queryParam("query", "permin")
                .get(TestPlans.PATH + "search")
                .then()
                .body("list.policyName", contains("10PerMin", "20PerMin", "50PerMin"))
                .body("list[0].type", is("app"));
        requests.asAdmin()
                .queryParam("query", "type:none")
                .get(TestPlans.PATH + "search")
                .then()
                .statusCode(400);
    }

    @Test
    void onlyAnAdminChangesPlans() {
        TestUser publisher = TestUser.with(requests, Role.CREATOR, Role.PUBLISHER);

        requests.as(publisher).get(TestPlans.PATH + SUBSCRIPTION).then().statusCode(200);
        requests.as(publisher)
                .body(TestPlans.body(SUBSCRIPTION, name, 5))
                .post(TestPlans.PATH + SUBSCRIPTION)
                .then()
                .statusCode(401);
        requests.as(TestUser.with(requests, Role.SUBSCRIBER))
                .get(TestPlans.PATH + SUBSCRIPTION)
                .then()
                .statusCode(403);
    }

    @Test
    void aChangeOfAPlanIsAudited() {
        String id = TestPlans.create(requests, SUBSCRIPTION, TestPlans.body(SUBSCRIPTION, name, 5))
                .extract()
                .path("policyId");
        requests.asAdmin().body(TestPlans.body(SUBSCRIPTION, name, 6)).put(TestPlans.PATH + SUBSCRIPTION + '/' + id);

        requests.asAdmin()
                .get("/api/am/admin/v4/audit?kind=plan&subjectId=" + id)
                .then()
                .body("list.action", contains("change", "create"))
                .body("list[0].before.terms.limits[0].count", is(5))
                .body("list[0].after.terms.limits[0].count", is(6));
    }

    private static Map<String, Object> events(long count, String unit, int units) {
        return Map.of(
                "type",
                "EVENTCOUNTLIMIT",
                "eventCount",
                Map.of("eventCount", count, "timeUnit", unit, "unitTime", units));
    }

    private Response delete(String level, String plan) {
        String id = requests.asAdmin()
                .get(TestPlans.PATH + level)
                .path("list.find { it.policyName == '" + plan + "' }.policyId");
        return requests.asAdmin().delete(TestPlans.PATH + level + '/' + id);
    }

    private AccessRecord.Plan told(PlanLevel level, String plan) {
        AccessKey key = AccessKey.plan(level, plan);
        return (AccessRecord.Plan) Wire.readAccess(
                key,
                new ControlLog(bootstrapServers, prefix + ".access")
                        .last(key.toString())
                        .value());
    }
}
