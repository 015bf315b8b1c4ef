package dev.sluice.publisher.developer.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import dev.sluice.model.access.AccessKey;
import dev.sluice.publisher.ControlLog;
import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.TestUser;
import dev.sluice.publisher.web.access.Role;
import io.restassured.RestAssured;
import io.restassured.parsing.Parser;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A user goes, for a while or for good: what becomes of its applications. */
@PublisherTest
class LeavingUsersIT {
    private static final String ADMIN = "/api/am/admin/v4/applications";

    @ConfigProperty(name = "sluice.kafka.bootstrap-servers")
    String bootstrapServers = "";

    @ConfigProperty(name = "sluice.kafka.topic-prefix")
    String prefix = "";

    private Requests requests = new Requests(0);

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
        RestAssured.registerParser("application/scim+json", Parser.JSON);
    }

    @Test
    void applicationsOfAnInactiveOwnerGetNoTokensUntilTheOwnerIsBack() {
        // Given
        TestUser user = TestUser.with(requests, Role.SUBSCRIBER);
        String application = application(user, "screen");
        Response keys = keys(user, application);
        String key = keys.path("consumerKey");
        String secret = keys.path("consumerSecret");
        String token =
                requests.token(key, secret).then().statusCode(200).extract().path("access_token");

        // When
        setActive(user, false).then().statusCode(200).header("Sluice-Propagated", notNullValue());

        // Then
        assertStatus(application, user.name(), "INACTIVE");
        requests.token(key, secret)
                .then()
                .statusCode(400)
                .body("error", equalTo("unauthorized_client"))
                .body("error_description", containsString("owner"));
        assertThat(introspected(token)).isFalse();
        requests.asAdmin()
                .queryParam("user", user.name())
                .get(ADMIN)
                .then()
                .statusCode(200)
                .body("list.status", equalTo(List.of("INACTIVE")));

        // When
        setActive(user, true).then().statusCode(200).header("Sluice-Propagated", notNullValue());

        // Then
        assertStatus(application, user.name(), "APPROVED");
        requests.token(key, secret).then().statusCode(200);
        assertThat(introspected(token)).isTrue();
        assertThat(setActive(user, true).header("Sluice-Propagated"))
                .as("nothing has changed")
                .isNull();
    }

    @Test
    void anAdminGivesAnApplicationToAnotherUser() {
        TestUser before = TestUser.with(requests, Role.SUBSCRIBER);
        TestUser after = TestUser.with(requests, Role.SUBSCRIBER);
        String application = application(before, "shared");
        Response keys = keys(before, application);
        setActive(before, false).then().statusCode(200);

        changeOwner(application, after.name()).then().statusCode(200).header("Sluice-Propagated", notNullValue());

        assertStatus(application, after.name(), "APPROVED");
        requests.token(keys.path("consumerKey"), keys.path("consumerSecret"))
                .then()
                .statusCode(200);
        String path = Requests.DEVPORTAL + "/applications/" + application;
        requests.as(after).get(path).then().statusCode(200).body("owner", equalTo(after.name()));
        setActive(before, true).then().statusCode(200);
        requests.as(before).get(path).then().statusCode(404);
        assertStatus(application, after.name(), "APPROVED");
    }

    @Test
    void anApplicationGoesToNoUserThatCannotHaveIt() {
        TestUser owner = TestUser.with(requests, Role.SUBSCRIBER);
        TestUser namesake = TestUser.with(requests, Role.SUBSCRIBER);
        TestUser inactive = TestUser.with(requests, Role.SUBSCRIBER);
        setActive(inactive, false).then().statusCode(200);
        String application = application(owner, "Twice");
        application(namesake, "twice");

        changeOwner(application, "nobody-at-all")
                .then()
                .statusCode(409)
                .body("description", containsString("nobody-at-all"));
        changeOwner(application, inactive.name()).then().statusCode(409);
        changeOwner(application, namesake.name()).then().statusCode(409).body("description", containsString("Twice"));
        changeOwner(application, "").then().statusCode(400).body("error.code", hasItem("owner"));
        changeOwner(application, owner.name()).then().statusCode(200);
        changeOwner(UUID.randomUUID().toString(), namesake.name())
                .then()
                .statusCode(404)
                .body("code", equalTo(900307));
        requests.as(owner)
                .queryParam("owner", namesake.name())
                .post(ADMIN + '/' + application + "/change-owner")
                .then()
                .statusCode(401);
        requests.as(owner)
                .get(Requests.DEVPORTAL + "/applications/" + application)
                .then()
                .statusCode(200);
    }

    @Test
    void anOwnerIsDeletedOnlyWithAWordAboutItsApplications() {
        TestUser user = TestUser.with(requests, Role.SUBSCRIBER);
        application(user, "First");
        application(user, "second");

        delete(user, Map.of())
                .then()
                .statusCode(409)
                .body("detail", containsString("2 applications: First, second"))
                .body("detail", containsString("applications=handOver&newOwner="));
        delete(user, Map.of("applications", "drop")).then().statusCode(400).body("scimType", equalTo("invalidValue"));
        delete(user, Map.of("applications", "handOver"))
                .then()
                .statusCode(400)
                .body("detail", containsString("newOwner"));
        delete(user, Map.of("applications", "handOver", "newOwner", user.name()))
                .then()
                .statusCode(400);
        delete(user, Map.of("applications", "handOver", "newOwner", "nobody-at-all"))
                .then()
                .statusCode(409);
        requests.asAdmin().get(TestUser.USERS + '/' + user.id()).then().statusCode(200);
    }

    @Test
    void applicationsGoWithTheirOwnerIfThatIsSaid() {
        TestUser user = TestUser.with(requests, Role.SUBSCRIBER);
        String application = application(user, "gone");
        Response keys = keys(user, application);
        String key = keys.path("consumerKey");

        delete(user, Map.of("applications", "delete"))
                .then()
                .statusCode(204)
                .header("Sluice-Propagated", notNullValue());

        requests.asAdmin().get(TestUser.USERS + '/' + user.id()).then().statusCode(404);
        requests.token(key, keys.path("consumerSecret")).then().statusCode(401);
        for (AccessKey gone : List.of(AccessKey.application(application), AccessKey.client(key))) {
            await().untilAsserted(
                            () -> assertThat(access().last(gone.toString()).value())
                                    .as("%s", gone)
                                    .isNull());
        }
    }

    @Test
    void applicationsGoOnUnderAnotherOwnerIfThatIsSaid() {
        TestUser user = TestUser.with(requests, Role.SUBSCRIBER);
        TestUser heir = TestUser.with(requests, Role.SUBSCRIBER);
        String application = application(user, "inherited");
        Response keys = keys(user, application);
        setActive(user, false).then().statusCode(200);

        delete(user, Map.of("applications", "handOver", "newOwner", heir.name()))
                .then()
                .statusCode(204)
                .header("Sluice-Propagated", notNullValue());

        requests.asAdmin().get(TestUser.USERS + '/' + user.id()).then().statusCode(404);
        assertStatus(application, heir.name(), "APPROVED");
        requests.token(keys.path("consumerKey"), keys.path("consumerSecret"))
                .then()
                .statusCode(200);
        requests.as(heir)
                .get(Requests.DEVPORTAL + "/applications/" + application)
                .then()
                .statusCode(200);
    }

    private String application(TestUser owner, String name) {
        return requests.as(owner)
                .body(Map.of("name", name, "throttlingPolicy", "Unlimited"))
                .post(Requests.DEVPORTAL + "/applications")
                .then()
                .statusCode(201)
                .extract()
                .path("applicationId");
    }

    private Response keys(TestUser owner, String application) {
        return requests.as(owner)
                .body(Map.of("keyType", "PRODUCTION", "grantTypesToBeSupported", List.of("client_credentials")))
                .post(Requests.DEVPORTAL + "/applications/" + application + "/generate-keys");
    }

    private Response setActive(TestUser user, boolean active) {
        return requests.asAdmin()
                .body(TestUser.body(user.name(), "", active, Role.SUBSCRIBER))
                .put(TestUser.USERS + '/' + user.id());
    }

    private Response changeOwner(String application, String owner) {
        return requests.asAdmin().queryParam("owner", owner).post(ADMIN + '/' + application + "/change-owner");
    }

    private Response delete(TestUser user, Map<String, String> parameters) {
        return requests.asAdmin().queryParams(parameters).delete(TestUser.USERS + '/' + user.id());
    }

    private boolean introspected(String token) {
        return requests.asVisitor()
                .auth()
                .preemptive()
                .basic("admin", "admin")
                .formParam("token", token)
                .post("/oauth2/introspect")
                .path("active");
    }

    private void assertStatus(String application, String owner, String status) {
        await().untilAsserted(() -> assertThat(new String(
                        access().last(AccessKey.application(application).toString())
                                .value(),
                        StandardCharsets.UTF_8))
                .contains("\"owner\":\"" + owner + '"', "\"status\":\"" + status + '"'));
    }

    private ControlLog access() {
        return new ControlLog(bootstrapServers, prefix + ".access");
    }
}
