package dev.sluice.publisher.api.registry;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.TestUser;
import dev.sluice.publisher.web.access.Role;
import io.restassured.RestAssured;
import io.restassured.http.Method;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who sees which API. */
@PublisherTest
class AudienceIT {
    private Requests requests = new Requests(0);
    private TestUser stranger = new TestUser("", "", "");
    private String name = "";
    private String apiId = "";

    /** The stranger has every role that the routes ask for, and not the one that the API is restricted to. */
    @BeforeEach
    void create() {
        requests = new Requests(RestAssured.port);
        stranger = TestUser.with(requests, Role.CREATOR, Role.PUBLISHER, Role.SUBSCRIBER);
        name = Requests.freshName();
        apiId = requests.createApi(name);
    }

    @Test
    void aRestrictedVisibilityHidesAnApiFromOtherDevelopers() {
        requests.publish(apiId).then().statusCode(200);
        found(requests.as(stranger), Requests.DEVPORTAL, 1);

        restrict("visibility", "visibleRoles");

        found(requests.as(stranger), Requests.DEVPORTAL, 0);
        found(requests.asAdmin(), Requests.DEVPORTAL, 1);
        String api = Requests.DEVPORTAL + "/apis/" + apiId;
        requests.as(stranger).get(api).then().statusCode(404).body("code", equalTo(900308));
        requests.as(stranger).get(api + "/topics").then().statusCode(404);
        requests.asAdmin().get(api).then().statusCode(200);
        String application = requests.as(stranger)
                .body(Map.of("name", Requests.freshName(), "throttlingPolicy", "Unlimited"))
                .post(Requests.DEVPORTAL + "/applications")
                .path("applicationId");
        requests.as(stranger)
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
        "GET,/apis/ID/overview",
        "GET,/apis/ID/upstreams",
        "GET,/apis/ID/asyncapi",
        "GET,/apis/REVISION/asyncapi",
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
        String revisionId = requests.createRevision(apiId);
        restrict("accessControl", "accessControlRoles");

        Response refused = requests.as(stranger)
                .body(Map.of())
                .request(
                        Method.valueOf(method),
                        Requests.PUBLISHER
                                + path.replace("REVISION", revisionId).replace("ID", apiId));

        refused.then().statusCode(403).body("code", equalTo(900340)).body("description", containsString("devops"));
        found(requests.as(stranger), Requests.PUBLISHER, 0);
        found(requests.asAdmin(), Requests.PUBLISHER, 1);
    }

    private void restrict(String field, String roles) {
        requests.changeApi(apiId, roles, List.of("devops")).then().statusCode(200);
        requests.changeApi(apiId, field, "RESTRICTED").then().statusCode(200);
    }

    private void found(RequestSpecification request, String portal, int count) {
        request.queryParam("query", "name:" + name)
                .get(portal + "/apis")
                .then()
                .statusCode(200)
                .body("pagination.total", equalTo(count));
    }
}
