package dev.sluice.publisher.developer.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.model.api.LifecycleState;
import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What developers see of APIs. */
@PublisherTest
class CatalogueIT {
    private static final String APIS = Requests.DEVPORTAL + "/apis";

    private Requests requests = new Requests(0);

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "CREATED;;false;false",
                "PROTOTYPED;Deploy as a Prototype;true;true",
                "PUBLISHED;Publish;true;true",
                "BLOCKED;Publish,Block;false;false",
                "DEPRECATED;Publish,Deprecate;true;false",
                "RETIRED;Publish,Deprecate,Retire;false;false"
            })
    void theStateSaysWhatIsShown(LifecycleState state, String way, boolean isShown, boolean isSubscribable) {
        String name = Requests.freshName();
        String apiId = requests.createApi(name);
        for (String action : way == null ? new String[0] : way.split(",")) {
            requests.changeLifecycle(apiId, action).then().statusCode(200);
        }

        requests.asAdmin()
                .queryParam("query", "name:" + name)
                .get(APIS)
                .then()
                .statusCode(200)
                .body("pagination.total", equalTo(isShown ? 1 : 0))
                .body("list.lifeCycleStatus", isShown ? contains(state.name()) : empty())
                .body("list.isSubscriptionAvailable", isShown ? contains(isSubscribable) : empty());
        requests.asAdmin().get(APIS + "/" + apiId).then().statusCode(isShown ? 200 : 404);
        requests.asAdmin().get(APIS + "/" + apiId + "/topics").then().statusCode(isShown ? 200 : 404);
    }

    @Test
    void tagsAreCountedOverTheApisThatAreShown() {
        // Given
        String tag = "tag " + Requests.freshName();
        published("tags", List.of(tag, tag + " b"));
        published("tags", List.of(tag), "visibility", "PRIVATE");
        requests.asAdmin()
                .body(Requests.api(Requests.freshName(), "tags", List.of(tag)))
                .post(Requests.PUBLISHER + "/apis")
                .then()
                .statusCode(201);

        // Then
        assertThat(tags(requests.asAdmin())).containsEntry(tag, 2).containsEntry(tag + " b", 1);
        assertThat(tags(requests.asVisitor())).containsEntry(tag, 1);
        requests.asAdmin()
                .queryParam("query", "tag:\"" + tag + "\"")
                .get(APIS)
                .then()
                .statusCode(200)
                .body("pagination.total", equalTo(2))
                .body("list.tags", hasItem(List.of(tag)));
        requests.asAdmin()
                .get(Requests.DEVPORTAL + "/tags?limit=1")
                .then()
                .body("count", equalTo(1))
                .body("pagination.next", containsString("offset=1"));
        requests.asAdmin().get(Requests.DEVPORTAL + "/tags?limit=no").then().statusCode(400);
    }

    private void published(@Nullable Object... fields) {
        String apiId = requests.asAdmin()
                .body(Requests.api(Requests.freshName(), fields))
                .post(Requests.PUBLISHER + "/apis")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        requests.publish(apiId).then().statusCode(200);
    }

    private static Map<String, Integer> tags(RequestSpecification request) {
        List<Map<String, Object>> tags = request.get(Requests.DEVPORTAL + "/tags?limit=1000")
                .then()
                .statusCode(200)
                .extract()
                .path("list");
        return tags.stream()
                .collect(Collectors.toMap(tag -> (String) tag.get("value"), tag -> (Integer) tag.get("count")));
    }

    @Test
    void theSettingsSayWhereGatewaysAreAndWhatAPasswordMustBe() {
        requests.asAdmin()
                .get(Requests.DEVPORTAL + "/settings")
                .then()
                .statusCode(200)
                .body("grantTypes", contains("client_credentials"))
                .body("apiGatewayEndpoint", equalTo("http://localhost:8280,https://localhost:8243"))
                .body("IsAnonymousModeEnabled", equalTo(true))
                .body("passwordPolicyMinLength", equalTo(8))
                .body("scopes", hasItem("apim:subscribe"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "PUBLIC;Publish;true",
                "PUBLIC;Deploy as a Prototype;true",
                "PUBLIC;Publish,Deprecate;false",
                "PUBLIC;Publish,Block;false",
                "PUBLIC;Publish,Demote to Created;false",
                "PRIVATE;Publish;false",
                "RESTRICTED;Publish;false"
            })
    void aVisitorSeesPublicApisThatCanBeSubscribedTo(String visibility, String way, boolean isShown) {
        String name = Requests.freshName();
        String apiId = requests.asAdmin()
                .body(Requests.api(name, "visibility", visibility, "visibleRoles", List.of("creator")))
                .post(Requests.PUBLISHER + "/apis")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        for (String action : way.split(",")) {
            requests.changeLifecycle(apiId, action).then().statusCode(200);
        }

        requests.asVisitor()
                .queryParam("query", "name:" + name)
                .get(APIS)
                .then()
                .statusCode(200)
                .body("count", equalTo(isShown ? 1 : 0));
        requests.asVisitor().get(APIS + "/" + apiId).then().statusCode(isShown ? 200 : 404);
        requests.asVisitor().get(APIS + "/" + apiId + "/topics").then().statusCode(isShown ? 200 : 404);
    }

    @Test
    void aBadCredentialIsNoVisitor() {
        requests.as("admin", "wrong").get(APIS).then().statusCode(401);
        requests.withToken("0123456789abcdef").get(APIS).then().statusCode(401);
    }

    @Test
    void anApiIsShownWithItsAddressesAndWithoutItsBackend() {
        String apiId = requests.liveApi();
        requests.changeApi(
                        apiId,
                        "additionalProperties",
                        List.of(
                                Map.of("name", "shown", "value", "1", "display", true),
                                Map.of("name", "hidden", "value", "2", "display", false)))
                .then()
                .statusCode(200);
        String name = requests.field(apiId, "name");
        String path = "/" + name.toLowerCase(java.util.Locale.ROOT);

        requests.asAdmin()
                .get(APIS + "/" + apiId)
                .then()
                .statusCode(200)
                .body("name", equalTo(name))
                .body("endpointURLs[0].environmentName", equalTo("Default"))
                .body("endpointURLs[0].URLs.http", equalTo("http://localhost:8280" + path + "/1.0.0"))
                .body("endpointURLs[0].URLs.https", equalTo("https://localhost:8243" + path + "/1.0.0"))
                .body("endpointURLs[0].defaultVersionURLs", nullValue())
                .body("tiers.tierName", contains("AsyncUnlimited"))
                .body("additionalProperties.name", contains("shown"))
                .body("isSubscriptionAvailable", equalTo(true))
                .body("endpointConfig", nullValue())
                .body("$", not(containsString("localhost:8080")));
    }

    @Test
    void theDefaultVersionHasAShorterAddressAndATransportThatIsNotOfferedNone() {
        String apiId = requests.createApi(Requests.freshName());
        requests.changeApi(apiId, "transport", List.of("https")).then().statusCode(200);
        requests.changeApi(apiId, "isDefaultVersion", true).then().statusCode(200);
        requests.makeLive(apiId);
        String context = requests.field(apiId, "context");

        requests.asAdmin()
                .get(APIS + "/" + apiId)
                .then()
                .body("endpointURLs[0].URLs.http", nullValue())
                .body("endpointURLs[0].defaultVersionURLs.https", equalTo("https://localhost:8243" + context));
    }

    @Test
    void aHiddenDeploymentHasNoAddress() {
        String apiId = requests.liveApi();
        requests.asAdmin()
                .body(Map.of("displayOnDevportal", false))
                .put(Requests.PUBLISHER + "/apis/" + apiId + "/deployments/Default")
                .then()
                .statusCode(200);

        requests.asAdmin().get(APIS + "/" + apiId).then().statusCode(200).body("endpointURLs", empty());
    }

    @Test
    void topicsAreListed() {
        String apiId = requests.liveApi();
        requests.changeApi(apiId, "operations", List.of(Map.of("target", "/a"), Map.of("target", "/b/{c}")))
                .then()
                .statusCode(200);

        requests.asAdmin()
                .get(APIS + "/" + apiId + "/topics")
                .then()
                .statusCode(200)
                .body("count", equalTo(2))
                .body("list.name", contains("/a", "/b/{c}"))
                .body("list[0].apiId", equalTo(apiId))
                .body("list[0].type", equalTo("SUBSCRIBE"));
    }

    @Test
    void anApiSaysOfEachTopicWhatAClientHasToShow() {
        String apiId = requests.liveApi();
        Map<String, Object> scope = Map.of("scope", Map.of("name", "shown:read"), "shared", false);
        requests.changeApi(apiId, "scopes", List.of(scope)).then().statusCode(200);
        requests.changeApi(
                        apiId,
                        "operations",
                        List.of(
                                Map.of("target", "/open", "authType", "None"),
                                Map.of("target", "/closed", "scopes", List.of("shown:read"))))
                .then()
                .statusCode(200);

        requests.asAdmin()
                .get(APIS + "/" + apiId)
                .then()
                .statusCode(200)
                .body("operations.authType", contains("None", "Any"))
                .body("operations.scopes", contains(List.of(), List.of("shown:read")));
    }

    @Test
    void aWrongQueryIsRefused() {
        requests.asAdmin()
                .queryParam("query", "colour:red")
                .queryParam("limit", "x")
                .get(APIS)
                .then()
                .statusCode(400)
                .body("error.code", contains("query", "limit"));
    }
}
