package dev.sluice.publisher.developer.subscription;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.sluice.publisher.Requests;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** An API with a subscription of an application, for tests of what becomes of it. */
abstract class SubscribedApi {
    static final String SUBSCRIPTIONS = Requests.PUBLISHER + "/subscriptions";

    Requests requests = new Requests(0);
    String apiId = "";
    String applicationId = "";
    String subscriptionId = "";

    @BeforeEach
    void create() {
        requests = new Requests(RestAssured.port);
        apiId = requests.liveApi();
        applicationId = requests.createApplication();
        subscriptionId = requests.subscribe(applicationId, apiId).path("subscriptionId");
    }

    void expectState(String state) {
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

    void offer(String... plans) {
        requests.changeApi(apiId, "policies", List.of(plans)).then().statusCode(200);
    }

    void askForApproval(boolean needed) {
        Map<String, Object> streaming = new LinkedHashMap<>(requests.asAdmin()
                .get(Requests.PUBLISHER + "/apis/" + apiId)
                .jsonPath()
                .getMap("streaming"));
        streaming.put("subscriptionApproval", needed);
        requests.changeApi(apiId, "streaming", streaming)
                .then()
                .statusCode(200)
                .body("streaming.subscriptionApproval", equalTo(needed));
    }

    String nameOf(String application) {
        return requests.asAdmin()
                .get(Requests.DEVPORTAL + "/applications/" + application)
                .path("name");
    }

    Response decide(String id, String action, String... parameters) {
        RequestSpecification request = requests.asAdmin().queryParam("subscriptionId", id);
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request.post(SUBSCRIPTIONS + '/' + action);
    }

    Response decide(String action, String parameter, String value) {
        return decide(subscriptionId, action, parameter, value);
    }

    Response many(Map<String, Object> body) {
        return requests.asAdmin().body(body).post(SUBSCRIPTIONS + "/multiple");
    }

    ValidatableResponse list(String... parameters) {
        RequestSpecification request = requests.asAdmin();
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request.get(SUBSCRIPTIONS).then().statusCode(200);
    }

    Response changePlan(String id, String plan) {
        return requests.asAdmin()
                .contentType("application/json")
                .body(Map.of("throttlingPolicy", plan))
                .put(Requests.DEVPORTAL + "/subscriptions/" + id);
    }

    Response block(String id, String state) {
        return requests.asAdmin()
                .queryParam("subscriptionId", id)
                .queryParam("blockState", state)
                .post(SUBSCRIPTIONS + "/block-subscription");
    }
}
