package dev.sluice.publisher.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.TestUser;
import dev.sluice.publisher.web.access.Role;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who changed what. */
@PublisherTest
class AuditIT {
    private static final String AUDIT = "/api/am/admin/v4/audit";

    @Inject
    AuditLog log;

    @Inject
    EntityManager entityManager;

    @Inject
    AuditUpkeep upkeep;

    private Requests requests = new Requests(0);

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
    }

    @Test
    void aWriteIsRecordedWithWhoWhereAndWhatDiffers() {
        String id = requests.createApplication();
        Response changed = requests.asAdmin()
                .body(Map.of("name", Requests.freshName(), "throttlingPolicy", "Unlimited", "description", "told"))
                .put(Requests.DEVPORTAL + "/applications/" + id);

        of("application", id)
                .body("pagination.total", is(2))
                .body("list.action", contains("change", "create"))
                .body("list.user", contains("admin", "admin"))
                .body("list[0].address", is("127.0.0.1"))
                .body("list[0].requestId", equalTo(changed.header("Sluice-Request-Id")))
                .body("list[0].name", equalTo(changed.path("name")))
                .body("list[0].before.description", is(""))
                .body("list[0].after.description", is("told"))
                .body("list[0].after.policy", nullValue())
                .body("list[1].before", nullValue())
                .body("list[1].after.policy", is("Unlimited"));
    }

    @Test
    void theLifeOfAnApiIsRecorded() {
        String apiId = requests.liveApi();

        of("api", apiId)
                .body("list.action", contains("change", "create"))
                .body("list[0].before.state", is("CREATED"))
                .body("list[0].after.state", is("PUBLISHED"));
        of("deployment", apiId).body("list.action", contains("create")).body("list.name", contains("Default"));
    }

    @Test
    void whatIsDeletedIsRecordedAsItWas() {
        String apiId = requests.liveApi();
        String applicationId = requests.createApplication();
        String subscriptionId = requests.subscribe(applicationId, apiId).path("subscriptionId");
        requests.asAdmin().delete(Requests.DEVPORTAL + "/subscriptions/" + subscriptionId);

        of("subscription", subscriptionId)
                .body("list.action", contains("delete", "create"))
                .body("list[0].before.apiId", is(apiId))
                .body("list[0].after", nullValue());
    }

    @Test
    void whatGoesWithAnApplicationIsRecordedToo() {
        String apiId = requests.liveApi();
        String applicationId = requests.createApplication();
        String subscriptionId = requests.subscribe(applicationId, apiId).path("subscriptionId");
        String keyId = requests.generateKeys(applicationId).path("keyMappingId");
        requests.asAdmin()
                .queryParam("subscriptionId", subscriptionId)
                .queryParam("blockState", "BLOCKED")
                .post(Requests.PUBLISHER + "/subscriptions/block-subscription")
                .then()
                .statusCode(200);

        requests.asAdmin()
                .delete(Requests.DEVPORTAL + "/applications/" + applicationId)
                .then()
                .statusCode(200);

        of("subscription", subscriptionId)
                .body("list.action", contains("delete", "change", "create"))
                .body("list[0].before.state", is("BLOCKED"))
                .body("list[0].user", is("admin"));
        of("application-key", keyId).body("list.action", contains("delete", "create"));
        of("application", applicationId).body("list.action", contains("delete", "create"));
    }

    @Test
    void whatGoesWithAnApiIsRecordedToo() {
        String apiId = requests.liveApi();
        String subscriptionId =
                requests.subscribe(requests.createApplication(), apiId).path("subscriptionId");
        String webhookId = requests.asAdmin()
                .body(Map.of("url", "https://hooks.example.org/a", "events", List.of("subscription.blocked")))
                .post(Requests.PUBLISHER + "/apis/" + apiId + "/webhooks")
                .path("id");
        requests.changeLifecycle(apiId, "Deprecate").then().statusCode(200);
        requests.changeLifecycle(apiId, "Retire").then().statusCode(200);

        requests.asAdmin().delete(Requests.PUBLISHER + "/apis/" + apiId).then().statusCode(200);

        of("subscription", subscriptionId).body("list.action", contains("delete", "create"));
        of("webhook", webhookId)
                .body("list.action", contains("delete", "create"))
                .body("list[0].before.apiId", is(apiId));
    }

    @Test
    void aRevokedTokenIsRecordedOnceWithTheClientThatRevokedIt() {
        Response keys = requests.generateKeys(requests.createApplication());
        String key = keys.path("consumerKey");
        String secret = keys.path("consumerSecret");
        String token = requests.token(key, secret).path("access_token");
        String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
        String tokenId = JsonPath.from(claims).getString("jti");

        revoke(key, secret, token).then().statusCode(200).header("Sluice-Propagated", is("true"));
        revoke(key, secret, token).then().statusCode(200).header("Sluice-Propagated", is("true"));

        of("token", tokenId).body("list.action", contains("revoke")).body("list.name", contains(key));
    }

    private Response revoke(String key, String secret, String token) {
        return requests.asVisitor()
                .auth()
                .preemptive()
                .basic(key, secret)
                .formParam("token", token)
                .post("/oauth2/revoke");
    }

    @Test
    void rolesOfUsersAreRecordedAndPasswordsAreNot() {
        TestUser user = TestUser.with(requests, Role.CREATOR);
        requests.asAdmin()
                .body(TestUser.body(user.name(), "another " + user.password(), true, Role.PUBLISHER, Role.CREATOR))
                .put(TestUser.USERS + '/' + user.id())
                .then()
                .statusCode(200);

        String entries = of("user", user.id())
                .body("list.action", contains("change", "create"))
                .body("list[0].before.roles", contains("CREATOR"))
                .body("list[0].after.roles", containsInAnyOrder("CREATOR", "PUBLISHER"))
                .body("list[0].after.passwordHash", is("***"))
                .extract()
                .asString();
        assertThat(entries)
                .doesNotContain(user.password())
                .doesNotContain("argon")
                .doesNotContain("$2");
    }

    @Test
    void aRefusedSignInIsRecordedUnderTheAccount() {
        TestUser user = TestUser.with(requests, Role.CREATOR);
        requests.as(user.name(), "wrong")
                .get(Requests.PUBLISHER + "/apis")
                .then()
                .statusCode(401);

        of("sign-in", user.name())
                .body("list.action", contains("refuse"))
                .body("list[0].user", is(""))
                .body("list[0].address", is("127.0.0.1"));
    }

    @Test
    void whatIsRolledBackLeavesNoEntry() {
        String id = UUID.randomUUID().toString();
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    log.record(new AuditSubject("test", id, ""), AuditAction.CREATE, null, Map.of("a", 1));
                    throw new IllegalStateException("as a write that fails");
                }))
                .hasMessage("as a write that fails");

        of("test", id).body("list", empty());
    }

    @Test
    void anEntryIsSearchedByUserActionAndTime() {
        TestUser user = TestUser.with(requests, Role.SUBSCRIBER);
        Instant before = Instant.now();
        requests.as(user)
                .body(Map.of("name", "mine", "throttlingPolicy", "Unlimited"))
                .post(Requests.DEVPORTAL + "/applications")
                .then()
                .statusCode(201);

        search("user", user.name(), "action", "create", "from", before.minusSeconds(1))
                .body("list.kind", contains("application"))
                .body("list[0].time", notNullValue());
        search("user", user.name(), "to", before.minusSeconds(1)).body("list", empty());
        search("user", user.name(), "action", "delete").body("list", empty());
        search("limit", 2, "kind", "user").body("list.kind", hasItems("user")).body("pagination.next", not(empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=yesterday", "to=%2B999999999-12-31T23:59:59Z", "limit=x"})
    void aWrongQuestionIsRefused(String query) {
        requests.asAdmin().get(AUDIT + '?' + query).then().statusCode(400);
    }

    @Test
    void onlyAnAdminReadsIt() {
        requests.as(TestUser.with(requests, Role.CREATOR, Role.PUBLISHER, Role.DEVOPS))
                .get(AUDIT)
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set user_name = 'somebody'",
                "delete from audit_entry",
                "truncate audit_entry"
            })
    void theDatabaseRefusesToChangeWhatIsRecorded(String sql) {
        requests.createApplication();

        assertThatThrownBy(() -> QuarkusTransaction.requiringNew()
                        .run(() -> entityManager.createNativeQuery(sql).executeUpdate()))
                .rootCause()
                .hasMessageContaining("audit entries are added only");
    }

    @Test
    void whatIsOlderThanItIsKeptGoes() {
        String id = UUID.randomUUID().toString();
        QuarkusTransaction.requiringNew().run(() -> {
            insert(id, "old", 401);
            insert(id, "young", 399);
        });

        upkeep.forget(Instant.now().minus(Duration.ofDays(400)));

        of("test", id).body("list.name", contains("young"));
    }

    private void insert(String id, String name, int ageInDays) {
        entityManager
                .createNativeQuery(
                        "insert into audit_entry (recorded_at, user_name, address, request_id, kind, thing_id,"
                                + " name, action) values (now() - :age * interval '1 day', '', '', '', 'test', :id, :name, 'create')")
                .setParameter("age", ageInDays)
                .setParameter("id", id)
                .setParameter("name", name)
                .executeUpdate();
    }

    private ValidatableResponse of(String kind, String id) {
        return search("kind", kind, "subjectId", id);
    }

    private ValidatableResponse search(Object... parameters) {
        var request = requests.asAdmin();
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(String.valueOf(parameters[i]), List.of(String.valueOf(parameters[i + 1])));
        }
        return request.get(AUDIT).then().statusCode(200);
    }
}
