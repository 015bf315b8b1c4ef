package dev.sluice.publisher.api.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.TestUser;
import dev.sluice.publisher.web.access.Role;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scopes that any API may have among its own. */
@PublisherTest
class SharedScopesIT {
    private static final String SCOPES = Requests.PUBLISHER + "/scopes";

    private Requests requests = new Requests(0);
    private String name = "";
    private String scope = "";

    @BeforeEach
    void create() {
        requests = new Requests(RestAssured.port);
        name = "read:" + Requests.freshName();
        Response created = requests.asAdmin()
                .body(Map.of("name", name, "displayName", "Read", "bindings", List.of("Internal/creator")))
                .post(SCOPES);
        created.then().statusCode(201).body("bindings", contains("creator")).body("usageCount", equalTo(0));
        scope = SCOPES + '/' + created.path("id");
    }

    @Test
    void itIsListedReadAndCheckedByName() {
        String encoded = Base64.getUrlEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));

        requests.asAdmin().queryParam("limit", 1000).get(SCOPES).then().body("list.name", hasItem(name));
        requests.asAdmin().get(scope).then().statusCode(200).body("displayName", equalTo("Read"));
        requests.asAdmin().head(SCOPES + '/' + name).then().statusCode(200);
        requests.asAdmin().head(SCOPES + '/' + encoded).then().statusCode(200);
        requests.asAdmin().head(SCOPES + '/' + name + 'x').then().statusCode(404);
        requests.asAdmin().get(SCOPES + "/unknown").then().statusCode(404);
    }

    @Test
    void aNameIsThatOfOneSharedScopeOrOfScopesOfApis() {
        String own = "own:" + Requests.freshName();
        createApi(false, own).then().statusCode(201);

        requests.asAdmin().body(Map.of("name", name)).post(SCOPES).then().statusCode(409);
        requests.asAdmin().body(Map.of("name", own)).post(SCOPES).then().statusCode(409);
        requests.asAdmin().body(Map.of("name", "a b")).post(SCOPES).then().statusCode(400);
        createApi(false, name)
                .then()
                .statusCode(400)
                .body("error.code", contains("scopes[0].scope.name"))
                .body("description", containsString("set shared to true"));
        createApi(true, own).then().statusCode(400).body("error.code", contains("scopes[0].scope.name"));
    }

    @Test
    void anApiThatHasItShowsItAsItIs() {
        // Given
        String apiId = createApi(true, name).then().statusCode(201).extract().path("id");
        requests.createRevision(apiId);
        Map<String, Object> before = requests.readApi(apiId);

        // When
        Response changed = requests.asAdmin()
                .header("If-Match", requests.asAdmin().get(scope).header("ETag"))
                .body(Map.of("name", name, "displayName", "Read all", "bindings", List.of("publisher")))
                .put(scope);

        // Then
        changed.then().statusCode(200).body("usageCount", equalTo(1));
        Map<String, Object> after = requests.readApi(apiId);
        assertThat(after.get("scopes"))
                .isEqualTo(List.of(Map.of(
                        "scope",
                        Map.of(
                                "name",
                                name,
                                "displayName",
                                "Read all",
                                "description",
                                "",
                                "bindings",
                                List.of("publisher")),
                        "shared",
                        true)));

        // When
        Response stale = requests.putApi(apiId, before);

        // Then
        stale.then()
                .statusCode(200)
                .header("Sluice-Ignored-Fields", equalTo("scopes[0].scope.displayName, scopes[0].scope.bindings"));
        assertThat(requests.putApi(apiId, after).header("Sluice-Ignored-Fields"))
                .isNull();
        assertThat(requests.readApi(apiId).get("scopes")).isEqualTo(after.get("scopes"));
    }

    @Test
    void itsRolesStayWhenABodyDoesNotSayThem() {
        String apiId = createApi(true, name).path("id");
        requests.asAdmin()
                .body(Map.of("name", name, "displayName", "Other"))
                .put(scope)
                .then()
                .statusCode(200)
                .body("bindings", contains("creator"));
        assertThat(requests.asAdmin()
                        .get(Requests.PUBLISHER + "/apis/" + apiId)
                        .<List<String>>path("scopes[0].scope.bindings"))
                .containsExactly("creator");
        Object read = requests.asAdmin().get(scope).jsonPath().get("$");
        requests.asAdmin().body(read).put(scope).then().statusCode(200).header("Sluice-Ignored-Fields", nullValue());
        assertThat(requests.asAdmin().get(scope).jsonPath().<Object>get("$")).isEqualTo(read);

        requests.asAdmin()
                .body(Map.of("name", name, "bindings", List.of()))
                .put(scope)
                .then()
                .statusCode(200)
                .body("bindings", empty());
    }

    @Test
    void theRolesOfAnApisOwnScopeStayWhenABodyDoesNotSayThem() {
        String own = "own:" + Requests.freshName();
        String apiId = createApi(false, own).path("id");
        requests.changeApi(
                        apiId, "scopes", List.of(Map.of("scope", Map.of("name", own, "bindings", List.of("creator")))))
                .then()
                .statusCode(200);

        requests.changeApi(apiId, "scopes", List.of(Map.of("scope", Map.of("name", own, "displayName", "Own"))))
                .then()
                .statusCode(200)
                .body("scopes[0].scope.displayName", equalTo("Own"))
                .body("scopes[0].scope.bindings", contains("creator"));
        requests.changeApi(apiId, "scopes", List.of(Map.of("scope", Map.of("name", own, "bindings", List.of()))))
                .then()
                .statusCode(200)
                .body("scopes[0].scope.bindings", empty());
    }

    @Test
    void aRevisionIsRestoredWithItAsItIsNow() {
        String apiId = createApi(true, name).path("id");
        String revision = requests.createRevision(apiId);
        requests.asAdmin()
                .body(Map.of("name", name, "displayName", "Other"))
                .put(scope)
                .then()
                .statusCode(200);

        requests.asAdmin()
                .queryParam("revisionId", revision)
                .post(Requests.PUBLISHER + "/apis/" + apiId + "/restore-revision")
                .then()
                .statusCode(201)
                .body("scopes[0].scope.displayName", equalTo("Other"));
    }

    @Test
    void itIsDeletedOnlyWhenNoApiAndNoRevisionHasIt() {
        // Given
        String apiId = createApi(true, name).path("id");
        String apiName = requests.field(apiId, "name");
        String revision = requests.createRevision(apiId);
        requests.asAdmin()
                .get(scope + "/usage")
                .then()
                .statusCode(200)
                .body("usedApiList.name", contains(apiName))
                .body("usedApiList[0].usedResourceList.target", contains("/a"))
                .body("usedApiList[0].revisions", contains("Revision 1"));

        // When, Then
        requests.asAdmin()
                .delete(scope)
                .then()
                .statusCode(409)
                .body("description", containsString("is used by " + apiName + " 1.0.0."));
        Map<String, Object> without = new HashMap<>(requests.readApi(apiId));
        without.put("scopes", List.of());
        without.put("operations", List.of(Map.of("target", "/a", "verb", "SUBSCRIBE")));
        requests.putApi(apiId, without).then().statusCode(200);
        requests.asAdmin()
                .delete(scope)
                .then()
                .statusCode(409)
                .body("description", containsString(apiName + " 1.0.0 (revision 1)"));
        requests.asAdmin()
                .delete(Requests.PUBLISHER + "/apis/" + apiId + "/revisions/" + revision)
                .then()
                .statusCode(200);
        requests.asAdmin().header("If-Match", "\"77\"").delete(scope).then().statusCode(412);
        requests.asAdmin().delete(scope).then().statusCode(200);
        requests.asAdmin().get(scope).then().statusCode(404);
    }

    @Test
    void itsNameStaysAndOnlyAdminsChangeIt() {
        requests.asAdmin()
                .body(Map.of("name", name + "2"))
                .put(scope)
                .then()
                .statusCode(400)
                .body("error.code", contains("name"));
        TestUser creator = TestUser.with(requests, Role.CREATOR);
        requests.as(creator).get(scope).then().statusCode(200);
        requests.as(creator).body(Map.of("name", name)).put(scope).then().statusCode(401);
        requests.as(creator).delete(scope).then().statusCode(401);
    }

    private Response createApi(boolean isShared, String scopeName) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("scope", Map.of("name", scopeName));
        entry.put("shared", isShared);
        return requests.asAdmin()
                .body(Requests.api(
                        Requests.freshName(),
                        "scopes",
                        List.of(entry),
                        "operations",
                        List.of(Map.of("target", "/a", "verb", "SUBSCRIBE", "scopes", List.of(scopeName)))))
                .post(Requests.PUBLISHER + "/apis");
    }
}
