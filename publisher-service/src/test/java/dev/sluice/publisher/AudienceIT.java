package dev.sluice.publisher;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.sluice.testsupport.KafkaResource;
import dev.sluice.testsupport.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.Method;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who sees which API. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(KafkaResource.class)
@WithTestResource(PublisherResource.class)
class AudienceIT {
    @Inject
    @SuppressWarnings("NullAway.Init")
    DataSource database;

    private Requests requests = new Requests(0);
    private String stranger = "";
    private String name = "";
    private String apiId = "";

    @BeforeEach
    void create() throws SQLException {
        requests = new Requests(RestAssured.port);
        stranger = "stranger-" + Requests.freshName();
        addUser(stranger);
        name = Requests.freshName();
        apiId = requests.createApi(name);
    }

    /** A user without any role, who signs in with the first admin's password. */
    private void addUser(String userName) throws SQLException {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("insert into users (name, password_hash, created_at)"
                        + " select ?, password_hash, now() from users where name = 'admin'")) {
            insert.setString(1, userName);
            insert.executeUpdate();
        }
    }

    @Test
    void aRestrictedVisibilityHidesAnApiFromOtherDevelopers() {
        requests.publish(apiId).then().statusCode(200);
        found(stranger, Requests.DEVPORTAL, 1);

        restrict("visibility", "visibleRoles");

        found(stranger, Requests.DEVPORTAL, 0);
        found("admin", Requests.DEVPORTAL, 1);
        String api = Requests.DEVPORTAL + "/apis/" + apiId;
        requests.asUser(stranger).get(api).then().statusCode(404).body("code", equalTo(900308));
        requests.asUser(stranger).get(api + "/topics").then().statusCode(404);
        requests.asAdmin().get(api).then().statusCode(200);
        String application = requests.asUser(stranger)
                .body(Map.of("name", Requests.freshName(), "throttlingPolicy", "Unlimited"))
                .post(Requests.DEVPORTAL + "/applications")
                .path("applicationId");
        requests.asUser(stranger)
                .body(Map.of("applicationId", application, "apiId", apiId, "throttlingPolicy", "AsyncUnlimited"))
                .post(Requests.DEVPORTAL + "/subscriptions")
                .then()
                .statusCode(404)
                .body("code", equalTo(900308));
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/apis/ID",
        "PUT,/apis/ID",
        "DELETE,/apis/ID",
        "GET,/apis/ID/topics",
        "PUT,/apis/ID/topics",
        "GET,/apis/ID/revisions",
        "POST,/apis/ID/revisions",
        "POST,/apis/ID/deploy-revision?revisionId=ID",
        "POST,/apis/ID/undeploy-revision?revisionId=ID",
        "POST,/apis/ID/restore-revision?revisionId=ID",
        "GET,/apis/ID/deployments",
        "PUT,/apis/ID/deployments/Default",
        "GET,/apis/ID/lifecycle-state",
        "GET,/apis/ID/lifecycle-history",
        "POST,/apis/ID/generate-key",
        "POST,/apis/change-lifecycle?action=Publish&apiId=ID",
        "POST,/apis/copy-api?newVersion=2&apiId=ID"
    })
    void aRestrictedAccessKeepsOthersFromEveryRoute(String method, String path) {
        restrict("accessControl", "accessControlRoles");

        Response refused = requests.asUser(stranger)
                .body(Map.of())
                .request(Method.valueOf(method), Requests.PUBLISHER + path.replace("ID", apiId));

        refused.then().statusCode(403).body("code", equalTo(900340)).body("description", containsString("devops"));
        found(stranger, Requests.PUBLISHER, 0);
        found("admin", Requests.PUBLISHER, 1);
    }

    private void restrict(String field, String roles) {
        requests.changeApi(apiId, roles, List.of("devops")).then().statusCode(200);
        requests.changeApi(apiId, field, "RESTRICTED").then().statusCode(200);
    }

    private void found(String user, String portal, int count) {
        requests.asUser(user)
                .queryParam("query", "name:" + name)
                .get(portal + "/apis")
                .then()
                .statusCode(200)
                .body("pagination.total", equalTo(count));
    }
}
