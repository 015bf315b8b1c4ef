package dev.sluice.publisher.oauth;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.TestUser;
import dev.sluice.publisher.web.access.Role;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The scopes that a topic asks for, in the tokens of applications. */
@PublisherTest
class TopicScopesIT {
    private Requests requests = new Requests(0);
    private String apiId = "";
    /** Names of scopes: of the API for all, of the API for creators, shared for creators. */
    private String read = "";

    private String secret = "";
    private String shared = "";

    @BeforeEach
    void create() {
        requests = new Requests(RestAssured.port);
        String name = Requests.freshName();
        read = name + ":read";
        secret = name + ":secret";
        shared = name + ":shared";
        requests.asAdmin()
                .body(Map.of("name", shared, "bindings", List.of(Role.CREATOR.text())))
                .post(Requests.PUBLISHER + "/scopes")
                .then()
                .statusCode(201);
        List<Map<String, Object>> scopes = List.of(scope(read), scope(secret, Role.CREATOR.text()));
        Map<String, Object> topic = Map.of("target", "/prices", "verb", "SUBSCRIBE", "scopes", List.of(read, secret));
        apiId = requests.asAdmin()
                .body(Requests.api(Requests.freshName(), "scopes", scopes, "operations", List.of(topic)))
                .post(Requests.PUBLISHER + "/apis")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        requests.publish(apiId).then().statusCode(200);
    }

    @Test
    void aTokenHasOfTheScopesAskedForThoseOfSubscribedApisThatItsOwnersRolesAllow() {
        RequestSpecification developer = requests.as(TestUser.with(requests, Role.SUBSCRIBER));
        Response keys = keys(developer, true);

        token(keys, read + ' ' + secret + ' ' + read + " unheard-of " + shared)
                .then()
                .statusCode(200)
                .body("scope", equalTo(read));
        token(keys, "").then().statusCode(200).body("scope", equalTo("default"));
    }

    @Test
    void anOwnerWithTheRoleIsGivenTheScope() {
        RequestSpecification developer = requests.as(TestUser.with(requests, Role.SUBSCRIBER, Role.CREATOR));

        token(keys(developer, true), secret).then().body("scope", equalTo(secret));
    }

    @Test
    void anApplicationThatIsNotSubscribedIsGivenNone() {
        token(keys(requests.asAdmin(), false), read).then().body("scope", equalTo("default"));
    }

    @Test
    void aSharedScopeNeedsTheRoleAtTheTimeOfTheTokenAndNoSubscription() {
        // Given
        TestUser creator = TestUser.with(requests, Role.SUBSCRIBER, Role.CREATOR);
        Response keys = keys(requests.as(creator), false);

        // When, Then
        token(keys, shared).then().body("scope", equalTo(shared));
        requests.asAdmin()
                .body(TestUser.body(creator.name(), "", true, Role.SUBSCRIBER))
                .put(TestUser.USERS + '/' + creator.id())
                .then()
                .statusCode(200);
        token(keys, shared).then().body("scope", equalTo("default"));
    }

    /** A token carries names alone: it opens the topics of both. */
    @Test
    void aScopeThatTwoApisHaveNeedsTheRolesOfBoth() {
        // Given
        requests.asAdmin()
                .body(Requests.api(Requests.freshName(), "scopes", List.of(scope(read, Role.PUBLISHER.text()))))
                .post(Requests.PUBLISHER + "/apis")
                .then()
                .statusCode(201);

        // When, Then
        token(keys(requests.as(TestUser.with(requests, Role.SUBSCRIBER)), true), read)
                .then()
                .body("scope", equalTo("default"));
        token(keys(requests.as(TestUser.with(requests, Role.SUBSCRIBER, Role.PUBLISHER)), true), read)
                .then()
                .body("scope", equalTo(read));
    }

    @Test
    void anApiThatIsTooLargeForAControlRecordIsNotDeployedAndHoldsNothingUp() {
        // Given topics that keep their scopes while others are added, each request below its bound
        List<String> names = IntStream.range(0, 60)
                .mapToObj(i -> "s" + i + "-" + "x".repeat(240))
                .toList();
        String large = requests.asAdmin()
                .body(Requests.api(
                        Requests.freshName(),
                        "scopes",
                        names.stream().map(name -> scope(name)).toList()))
                .post(Requests.PUBLISHER + "/apis")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        for (int round = 1; round <= 4; round++) {
            List<Map<String, Object>> topics = new ArrayList<>();
            for (int i = 0; i < round * 20; i++) {
                Map<String, Object> topic = new HashMap<>(Map.of("name", "/t" + i));
                if (i >= (round - 1) * 20) {
                    topic.put("scopes", names);
                }
                topics.add(topic);
            }
            requests.asAdmin()
                    .body(Map.of("list", topics))
                    .put(Requests.PUBLISHER + "/apis/" + large + "/topics")
                    .then()
                    .statusCode(200);
        }

        // When
        requests.deploy(large, requests.createRevision(large))
                .then()
                .statusCode(400)
                .body("description", containsString("at most 900000 are sent"));

        // Then
        requests.deploy(apiId, requests.createRevision(apiId)).then().statusCode(201);
    }

    private static Map<String, Object> scope(String name, String... roles) {
        return Map.of("scope", Map.of("name", name, "bindings", List.of(roles)));
    }

    private Response keys(RequestSpecification developer, boolean subscribes) {
        String application = developer
                .body(Map.of("name", Requests.freshName(), "throttlingPolicy", "Unlimited"))
                .post(Requests.DEVPORTAL + "/applications")
                .then()
                .statusCode(201)
                .extract()
                .path("applicationId");
        if (subscribes) {
            developer
                    .body(Map.of("applicationId", application, "apiId", apiId, "throttlingPolicy", "AsyncUnlimited"))
                    .post(Requests.DEVPORTAL + "/subscriptions")
                    .then()
                    .statusCode(201);
        }
        return developer
                .body(Map.of("keyType", "PRODUCTION", "grantTypesToBeSupported", List.of("client_credentials")))
                .post(Requests.DEVPORTAL + "/applications/" + application + "/generate-keys");
    }

    private Response token(Response keys, String scope) {
        return requests.asVisitor()
                .auth()
                .preemptive()
                .basic(keys.path("consumerKey"), keys.path("consumerSecret"))
                .contentType(ContentType.URLENC)
                .formParam("grant_type", "client_credentials")
                .formParam("scope", scope)
                .post("/oauth2/token");
    }
}
