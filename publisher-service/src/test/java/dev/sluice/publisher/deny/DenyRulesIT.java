package dev.sluice.publisher.deny;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord.Deny;
import dev.sluice.model.access.AccessRecord.DenyType;
import dev.sluice.model.wire.Wire;
import dev.sluice.publisher.DenyPolicies;
import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.TestUser;
import dev.sluice.publisher.delivery.outbox.OutboxStep;
import dev.sluice.publisher.web.access.Role;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deny rules by WSO2's paths, to their control records. */
@PublisherTest
class DenyRulesIT {
    private static final String POLICY = "/api/am/admin/v4/throttling/deny-policy/";

    @Inject
    DenyRules rules;

    private Requests requests = new Requests(0);

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
    }

    @Test
    void aRuleIsMadeSwitchedOffAndOnAndDeleted() {
        String address = DenyPolicies.freshAddress();
        ValidatableResponse made = create(DenyPolicies.ofAddress(address, true))
                .then()
                .statusCode(201)
                .header("Sluice-Propagated", equalTo("true"))
                .body("conditionType", equalTo("IP"))
                .body("conditionValue.fixedIp", equalTo(address))
                .body("conditionValue.invert", equalTo(true))
                .body("conditionStatus", equalTo(true));
        String id = made.extract().path("conditionId");
        made.header("Location", endsWith(POLICY + id));
        requests.asAdmin()
                .get(URI.create(made.extract().header("Location")).getPath())
                .then()
                .statusCode(200)
                .body("conditionId", equalTo(id));
        assertThat(record(id)).isEqualTo(new Deny(1, 1, DenyType.IP, address, true));

        change(id, false).statusCode(200).body("conditionStatus", equalTo(false));
        change(id, false).statusCode(200).header("Sluice-Propagated", equalTo("true"));
        assertThat(record(id)).isNull();
        get(id).statusCode(200).body("conditionStatus", equalTo(false));
        change(id, true).statusCode(200);
        assertThat(record(id)).isNotNull();

        requests.asAdmin().delete(POLICY + id).then().statusCode(200).header("Sluice-Propagated", equalTo("true"));
        assertThat(record(id)).isNull();
        get(id).statusCode(404);
        change(id, true).statusCode(404);
        requests.asAdmin().delete(POLICY + id).then().statusCode(404);
        requests.asAdmin()
                .get("/api/am/admin/v4/audit?kind=deny-rule&subjectId=" + id)
                .then()
                .body("list.action", contains("delete", "change", "change", "create"))
                .body("list.user", everyItem(equalTo("admin")))
                .body("list[0].name", equalTo(address));
    }

    @Test
    void aRuleOfARangeIsForItsAddressesHoweverTheyAreWritten() {
        String prefix = DenyPolicies.freshAddress().replaceFirst(":[0-9a-f]+$", "");
        Map<String, Object> range = Map.of(
                "conditionType",
                "IPRANGE",
                "conditionValue",
                Map.of("startingIp", prefix + ":0", "endingIp", prefix + ":ff"),
                "conditionStatus",
                false);
        String id = create(range)
                .then()
                .statusCode(201)
                .body("conditionValue.startingIp", equalTo(prefix + ":0"))
                .body("conditionValue.endingIp", equalTo(prefix + ":ff"))
                .body("conditionValue.invert", equalTo(false))
                .body("conditionValue.fixedIp", nullValue())
                .extract()
                .path("conditionId");
        assertThat(record(id)).isNull();

        create(DenyPolicies.ofAddress(prefix + ":0/120", false)).then().statusCode(409);
        String inverted = create(DenyPolicies.ofAddress(prefix + ":0/120", true))
                .then()
                .statusCode(201)
                .body("conditionValue.fixedIp", equalTo(prefix + ":0/120"))
                .extract()
                .path("conditionId");
        assertThat(record(inverted))
                .isEqualTo(new Deny(1, 1, DenyType.IP_RANGE, prefix + ":0-" + prefix + ":ff", true));
        requests.asAdmin().delete(POLICY + inverted).then().statusCode(200);
    }

    @Test
    void whatWasReadOfARuleMakesItAgain() {
        String id = create(DenyPolicies.ofAddress(DenyPolicies.freshAddress(), true))
                .path("conditionId");
        Map<String, Object> read =
                requests.asAdmin().get(POLICY + id).jsonPath().get("$");

        requests.asAdmin().body(read).patch(POLICY + id).then().statusCode(200).body("$", equalTo(read));
        requests.asAdmin().delete(POLICY + id).then().statusCode(200);
        create(read)
                .then()
                .statusCode(201)
                .header("Sluice-Ignored-Fields", nullValue())
                .body("conditionValue", equalTo(read.get("conditionValue")));
    }

    @Test
    void apisApplicationsAndUsersAreNamedAsWso2NamesThem() {
        String name = Requests.freshName();
        requests.createApi(name);
        String basePath = '/' + name.toLowerCase(Locale.ROOT) + "/1.0.0";
        String applicationId = requests.createApplication();
        String application = requests.asAdmin()
                .get(Requests.DEVPORTAL + "/applications/" + applicationId)
                .path("name");
        TestUser user = TestUser.with(requests, Role.SUBSCRIBER);

        assertThat(recordOf("API", basePath, basePath)).isEqualTo(new Deny(1, 1, DenyType.API, basePath, false));
        assertThat(recordOf("APPLICATION", "admin:" + application, "admin:" + application))
                .isEqualTo(new Deny(1, 1, DenyType.APPLICATION, applicationId, false));
        assertThat(recordOf("USER", user.name() + "@carbon.super", user.name()))
                .isEqualTo(new Deny(1, 1, DenyType.USER, user.name(), false));
        create(Map.of("conditionType", "USER", "conditionValue", user.name()))
                .then()
                .statusCode(409);
    }

    private @Nullable Deny recordOf(String type, String value, String shown) {
        return record(create(Map.of("conditionType", type, "conditionValue", value))
                .then()
                .statusCode(201)
                .body("conditionValue", equalTo(shown))
                .extract()
                .path("conditionId"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'conditionType':'API','conditionValue':'/no/such/1.0.0'} | conditionValue",
                "{'conditionType':'APPLICATION','conditionValue':'admin:no such'} | conditionValue",
                "{'conditionType':'APPLICATION','conditionValue':'admin'} | conditionValue",
                "{'conditionType':'USER','conditionValue':'no-such-user'} | conditionValue",
                "{'conditionType':'USER','conditionValue':{'fixedIp':'10.0.0.1'}} | conditionValue",
                "{'conditionType':'IP','conditionValue':'10.0.0.1'} | conditionValue",
                "{'conditionType':'IP','conditionValue':{'fixedIp':'10.1'}} | conditionValue.fixedIp",
                "{'conditionType':'IP','conditionValue':{'fixedIp':'10.0.0.1','invert':'no'}} | conditionValue.invert",
                "{'conditionType':'IP','conditionValue':{}} | conditionValue.fixedIp",
                "{'conditionType':'IPRANGE','conditionValue':{'startingIp':'10.0.0.2','endingIp':'10.0.0.1'}} | conditionValue.endingIp",
                "{'conditionType':'IPRANGE','conditionValue':{'startingIp':'10.0.0.2','endingIp':'::1'}} | conditionValue.endingIp",
                "{'conditionType':'IPRANGE','conditionValue':{'startingIp':'10.0.0.2'}} | conditionValue.endingIp",
                "{'conditionType':'CUSTOM','conditionValue':'x'} | conditionType",
                "{'conditionValue':'x'} | conditionType"
            })
    void whatCannotBeARuleIsRefusedWithItsField(String body, String field) {
        create(body.replace('\'', '"')).then().statusCode(400).body("error.code", hasItem(field));
    }

    @Test
    void rulesAreListedPageByPageAndFoundByAPart() {
        String address = DenyPolicies.freshAddress();
        String id = create(DenyPolicies.ofAddress(address, false)).path("conditionId");

        list("query", address.substring(10).toUpperCase(Locale.ROOT))
                .body("list.conditionId", contains(id))
                .body("pagination.total", equalTo(1));
        list("query", "no address").body("count", equalTo(0));
        create(DenyPolicies.ofFreshAddress()).then().statusCode(201);
        list("limit", "1").body("count", equalTo(1)).body("pagination.next", not(equalTo("")));
        assertThat(record(id)).isNotNull();
    }

    private ValidatableResponse list(String parameter, String value) {
        return requests.asAdmin()
                .queryParam(parameter, value)
                .get(DenyPolicies.PATH)
                .then()
                .statusCode(200);
    }

    @Test
    void onlyAnAdminMakesRules() {
        requests.as(TestUser.with(requests, Role.CREATOR, Role.PUBLISHER, Role.SUBSCRIBER))
                .body(DenyPolicies.ofFreshAddress())
                .post(DenyPolicies.PATH)
                .then()
                .statusCode(401);
        get(UUID.randomUUID().toString()).statusCode(404);
        change("nonsense", true).statusCode(404);
        requests.asAdmin()
                .body(Map.of())
                .patch(POLICY + UUID.randomUUID())
                .then()
                .statusCode(400)
                .body("error.code", contains("conditionStatus"));
    }

    private Response create(Object body) {
        return requests.asAdmin().body(body).post(DenyPolicies.PATH);
    }

    private ValidatableResponse change(String id, boolean isOn) {
        return requests.asAdmin()
                .body(Map.of("conditionStatus", isOn))
                .patch(POLICY + id)
                .then();
    }

    private ValidatableResponse get(String id) {
        return requests.asAdmin().get(POLICY + id).then();
    }

    /** What gateways ought to have of it, as a rebuild would write it with version 1; {@code null} = nothing. */
    private @Nullable Deny record(String id) {
        String key = AccessKey.deny(id).toString();
        List<Deny> found = QuarkusTransaction.requiringNew().call(() -> rules.present()).stream()
                .filter(step -> step.key().equals(key))
                .map(OutboxStep.Put.class::cast)
                .map(put -> (Deny) Wire.readAccess(
                        AccessKey.parse(key).orElseThrow(), put.value().apply(1).getBytes(StandardCharsets.UTF_8)))
                .toList();
        return found.isEmpty() ? null : found.getFirst();
    }
}
