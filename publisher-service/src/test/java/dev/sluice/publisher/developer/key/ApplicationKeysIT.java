package dev.sluice.publisher.developer.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.model.api.KeyType;
import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.TestUser;
import dev.sluice.publisher.web.access.Role;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The keys of applications: how long their tokens are good, and tokens that their owner asks for. */
@PublisherTest
class ApplicationKeysIT {
    private static final String EXPIRY = "application_access_token_expiry_time";

    private Requests requests = new Requests(0);
    private String applicationId = "";
    private String application = "";

    @BeforeEach
    void create() {
        requests = new Requests(RestAssured.port);
        applicationId = requests.createApplication();
        application = Requests.DEVPORTAL + "/applications/" + applicationId;
    }

    static Stream<Arguments> lifetimes() {
        return Stream.of(
                Arguments.of(Map.of("validityTime", 60), 60),
                Arguments.of(Map.of("validityTime", "86400"), 86_400),
                Arguments.of(Map.of("validityTime", -1), 3_600),
                Arguments.of(Map.of("validityTime", "-1"), 3_600),
                Arguments.of(Map.of("additionalProperties", Map.of(EXPIRY, "900")), 900),
                Arguments.of(Map.of("additionalProperties", Map.of(EXPIRY, "N/A")), 3_600));
    }

    @ParameterizedTest
    @MethodSource("lifetimes")
    void tokensAreGoodForAsLongAsIsAskedFor(Map<String, Object> asked, int seconds) {
        Response keys = generate(asked);

        keys.then().statusCode(200).header("Sluice-Ignored-Fields", nullValue());
        token(keys).then().statusCode(200).body("expires_in", equalTo(seconds));
    }

    @Test
    void newKeysComeWithATokenAndAreNotCached() {
        Response keys = generate(Map.of("validityTime", "120", "scopes", List.of("default")));

        keys.then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("token.tokenScopes", contains("default"))
                .body("token.validityTime", equalTo(120));
        assertThat(isActive(keys, keys.path("token.accessToken"))).isTrue();
        requests.asAdmin().get(application + "/oauth-keys").then().body("list.token", contains(nullValue()));
    }

    static Stream<Arguments> wrongFields() {
        return Stream.of(
                Arguments.of("validityTime", Map.of("validityTime", 59)),
                Arguments.of("validityTime", Map.of("validityTime", 86_401)),
                Arguments.of("validityTime", Map.of("validityTime", "an hour")),
                Arguments.of("validityTime", Map.of("validityTime", -2)),
                Arguments.of(
                        "additionalProperties." + EXPIRY, Map.of("additionalProperties", Map.of(EXPIRY, "1000000"))),
                Arguments.of("keyManager", Map.of("keyManager", "Elsewhere")),
                Arguments.of(
                        "grantTypesToBeSupported",
                        Map.of("grantTypesToBeSupported", List.of("client_credentials", "password"))),
                Arguments.of("grantTypesToBeSupported", Map.of("grantTypesToBeSupported", List.of())));
    }

    @ParameterizedTest
    @MethodSource("wrongFields")
    void whatKeysCannotDoIsRefused(String named, Map<String, Object> asked) {
        generate(asked).then().statusCode(400).body("error.code", contains(named));
    }

    @Test
    void aRefusedLifetimeSaysItsBounds() {
        generate(Map.of("validityTime", 10)).then().body("description", containsString("60 to 86400"));
    }

    @Test
    void aChangedLifetimeHoldsForTokensIssuedAfterwards() {
        Response keys = generate(Map.of("validityTime", 120));
        String mapping = application + "/oauth-keys/" + keys.path("keyMappingId");

        requests.asAdmin()
                .body(Map.of("additionalProperties", Map.of(EXPIRY, 300), "callbackUrl", "https://a.example"))
                .put(mapping)
                .then()
                .statusCode(200)
                .header("Sluice-Ignored-Fields", equalTo("callbackUrl"))
                .body("additionalProperties." + EXPIRY, equalTo(300));
        token(keys).then().body("expires_in", equalTo(300));

        Map<String, Object> shown = requests.asAdmin()
                .get(mapping)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("$");
        requests.asAdmin().body(shown).put(mapping).then().statusCode(200).header("Sluice-Ignored-Fields", nullValue());
        token(keys).then().body("expires_in", equalTo(300));

        requests.asAdmin().body(Map.of("validityTime", -1)).put(mapping).then().statusCode(200);
        token(keys).then().body("expires_in", equalTo(3_600));
        requests.asAdmin().body(Map.of("validityTime", 10)).put(mapping).then().statusCode(400);
        requests.asAdmin().body(Map.of("mode", 7)).put(mapping).then().statusCode(400);
        requests.asAdmin()
                .get(application + "/oauth-keys")
                .then()
                .statusCode(200)
                .body("count", equalTo(1))
                .body("list.keyMappingId", contains(keys.<String>path("keyMappingId")));
    }

    @Test
    void theOwnerGetsATokenWithoutTheSecretAndReplacesOne() {
        // Given
        Response keys = generate(Map.of("validityTime", 120));
        String generateToken = application + "/oauth-keys/" + keys.path("keyMappingId") + "/generate-token";
        Response first = requests.asAdmin().body(Map.of()).post(generateToken);

        // When
        Response second = requests.asAdmin()
                .body(Map.of(
                        "consumerSecret",
                        keys.path("consumerSecret"),
                        "validityPeriod",
                        600,
                        "revokeToken",
                        first.path("accessToken"),
                        "grantType",
                        "CLIENT_CREDENTIALS",
                        "scopes",
                        List.of("unheard-of")))
                .post(generateToken);

        // Then
        first.then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("validityTime", equalTo(120))
                .body("tokenScopes", contains("default"));
        second.then()
                .statusCode(200)
                .header("Sluice-Propagated", equalTo("true"))
                .body("validityTime", equalTo(600))
                .body("accessToken", not(equalTo(first.<String>path("accessToken"))));
        assertThat(isActive(keys, first.path("accessToken"))).isFalse();
        assertThat(isActive(keys, second.path("accessToken"))).isTrue();
    }

    @Test
    void aTokenIsNotGeneratedForOthersOrFromWrongFields() {
        Response keys = generate(Map.of());
        String generateToken = application + "/oauth-keys/" + keys.path("keyMappingId") + "/generate-token";

        requests.as(TestUser.with(requests, Role.SUBSCRIBER))
                .body(Map.of())
                .post(generateToken)
                .then()
                .statusCode(404);
        requests.asAdmin()
                .body(Map.of())
                .post(application + "/oauth-keys/" + UUID.randomUUID() + "/generate-token")
                .then()
                .statusCode(404);
        requests.asAdmin()
                .body(Map.of("consumerSecret", "wrong", "validityPeriod", 59, "grantType", "TOKEN_EXCHANGE"))
                .post(generateToken)
                .then()
                .statusCode(400)
                .body(
                        "error.code",
                        org.hamcrest.Matchers.containsInAnyOrder("consumerSecret", "validityPeriod", "grantType"));
    }

    @ParameterizedTest
    @EnumSource(KeyType.class)
    void aRenewedSecretTakesThePlaceOfTheFormerOneAtOnce(KeyType keyType) {
        // Given
        Response keys = generate(Map.of("keyType", keyType.name()));
        String token = token(keys).path("access_token");

        // When
        Response renewed = requests.asAdmin().post(mapping(keys) + "/regenerate-secret");

        // Then
        renewed.then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("consumerKey", equalTo(keys.<String>path("consumerKey")))
                .body("consumerSecret", not(equalTo(keys.<String>path("consumerSecret"))));
        token(keys).then().statusCode(401);
        token(renewed).then().statusCode(200);
        assertThat(isActive(renewed, token)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(KeyType.class)
    void keysThatAreTakenAwayOpenNothingAndMayBeMadeAnew(KeyType keyType) {
        // Given
        KeyType other = keyType == KeyType.PRODUCTION ? KeyType.SANDBOX : KeyType.PRODUCTION;
        Response keys = generate(Map.of("keyType", keyType.name()));
        Response others = generate(Map.of("keyType", other.name()));
        String token = token(keys).path("access_token");

        // When
        Response removed = requests.asAdmin().delete(mapping(keys));

        // Then
        removed.then().statusCode(200).header("Sluice-Propagated", equalTo("true"));
        requests.asAdmin().get(mapping(keys)).then().statusCode(404);
        requests.asAdmin().delete(mapping(keys)).then().statusCode(404);
        requests.asAdmin().post(mapping(keys) + "/regenerate-secret").then().statusCode(404);
        token(keys).then().statusCode(401);
        assertThat(isActiveForAdmin(token)).isFalse();
        token(others).then().statusCode(200);
        generate(Map.of("keyType", keyType.name()))
                .then()
                .statusCode(200)
                .body("consumerKey", not(equalTo(keys.<String>path("consumerKey"))));
    }

    @Test
    void nobodyRenewsOrTakesAwayTheKeysOfOthers() {
        Response keys = generate(Map.of());
        TestUser stranger = TestUser.with(requests, Role.SUBSCRIBER);

        requests.as(stranger).post(mapping(keys) + "/regenerate-secret").then().statusCode(404);
        requests.as(stranger).delete(mapping(keys)).then().statusCode(404);
        token(keys).then().statusCode(200);
    }

    private String mapping(Response keys) {
        return application + "/oauth-keys/" + keys.path("keyMappingId");
    }

    private boolean isActiveForAdmin(String token) {
        return requests.asVisitor()
                .auth()
                .preemptive()
                .basic("admin", "admin")
                .formParam("token", token)
                .post("/oauth2/introspect")
                .then()
                .statusCode(200)
                .extract()
                .path("active");
    }

    private Response generate(Map<String, Object> asked) {
        Map<String, Object> body = new java.util.HashMap<>(
                Map.of("keyType", "PRODUCTION", "grantTypesToBeSupported", List.of("client_credentials")));
        body.putAll(asked);
        return requests.asAdmin().body(body).post(application + "/generate-keys");
    }

    private Response token(Response keys) {
        return requests.token(keys.path("consumerKey"), keys.path("consumerSecret"));
    }

    private boolean isActive(Response keys, String token) {
        return requests.asVisitor()
                .auth()
                .preemptive()
                .basic(keys.path("consumerKey"), keys.path("consumerSecret"))
                .formParam("token", token)
                .post("/oauth2/introspect")
                .then()
                .statusCode(200)
                .extract()
                .path("active");
    }
}
