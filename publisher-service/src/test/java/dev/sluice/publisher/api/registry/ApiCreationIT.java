package dev.sluice.publisher.api.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which bodies make an API, and which field of the others is named. */
@PublisherTest
class ApiCreationIT {
    private static final String APIS = Requests.PUBLISHER + "/apis";

    private Requests requests = new Requests(0);

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
    }

    static Stream<Arguments> wrongFields() {
        return Stream.of(
                wrong("name", "name", "x".repeat(61)),
                wrong("name", "name", "a  b"),
                wrong("name", "name", " a"),
                wrong("name", "name", "a/b"),
                wrong("name", "name", 7),
                wrong("context", "context", "/" + "c".repeat(200)),
                wrong("context", "context", "/a b"),
                wrong("context", "context", "/a//b"),
                wrong("context", "context", "/t/a"),
                wrong("context", "context", "/a/{id}"),
                wrong("context", "context", "/a-{version}"),
                wrong("context", "context", "/{version}/{version}"),
                wrong("context", "context", "/a/.."),
                wrong("context", "context", "/sluice/a"),
                wrong("version", "version", "1/0"),
                wrong("version", "version", ".."),
                wrong("version", "version", "v".repeat(31)),
                wrong("type", "type", "WS"),
                wrong("endpointConfig.production_endpoints.url", "endpointConfig", backend("http://0x7f000001")),
                wrong("endpointConfig.production_endpoints.url", "endpointConfig", backend("http://2130706433/")),
                wrong("endpointConfig.production_endpoints.url", "endpointConfig", backend("http://127.1")),
                wrong("endpointConfig.production_endpoints.url", "endpointConfig", backend("http://[::]")),
                wrong("endpointConfig.production_endpoints.url", "endpointConfig", backend("http://169.254.169.254/")),
                wrong("endpointConfig.production_endpoints.url", "endpointConfig", backend("http://a.example:0")),
                wrong("endpointConfig.production_endpoints.url", "endpointConfig", backend("http://u:p@a.example")),
                wrong("endpointConfig.production_endpoints.url", "endpointConfig", backend("http://a.example/?b")),
                wrong("endpointConfig.production_endpoints.url", "endpointConfig", backend("http://a.example/#b")),
                wrong("endpointConfig.production_endpoints.url", "endpointConfig", backend("file:///etc/passwd")),
                wrong("transport", "transport", List.of("ws")),
                wrong("policies", "policies", List.of("Gold")),
                wrong("description", "description", "d".repeat(32_767)),
                wrong("visibility", "visibility", "SECRET"),
                wrong("visibleRoles", "visibility", "RESTRICTED"),
                wrong("visibleRoles", "visibleRoles", List.of("king")),
                wrong("accessControlRoles", "accessControl", "RESTRICTED"),
                wrong("tags", "tags", List.of("a,b")),
                wrong("categories", "categories", List.of("finance")),
                wrong("additionalProperties[0].name", "additionalProperties", List.of(Map.of("name", "a b"))),
                wrong("additionalProperties[0].name", "additionalProperties", List.of(Map.of("name", "version"))),
                wrong(
                        "businessInformation.technicalOwnerEmail",
                        "businessInformation",
                        Map.of("technicalOwnerEmail", "nobody")),
                wrong("authorizationHeader", "authorizationHeader", "A B"),
                wrong("authorizationHeader", "authorizationHeader", "Cookie"),
                wrong("apiKeyHeader", "apiKeyHeader", "Host"),
                wrong("apiKeyHeader", "apiKeyHeader", "Authorization"),
                wrong("securityScheme", "securityScheme", List.of("basic_auth")),
                wrong("policies", "policies", List.of("AsyncPlatinum")),
                wrong("gatewayType", "gatewayType", "APK"),
                wrong("endpointConfig.url", "endpointConfig", Map.of("url", "http://localhost:8080")),
                wrong("endpointConfig.production", "endpointConfig", Map.of("production", Map.of("url", "http://a"))),
                wrong("production_endpoints", "production_endpoints", Map.of("url", "http://localhost:8080")),
                wrong(
                        "endpointConfig.production_endpoints",
                        "endpointConfig",
                        Map.of("production_endpoints", "http://localhost:8080")),
                wrong("corsConfiguration.accessControlAllowOrigins", "corsConfiguration", origins("example.org/x")),
                wrong("corsConfiguration.accessControlAllowOrigins", "corsConfiguration", origins("https://a b")),
                wrong(
                        "corsConfiguration.accessControlAllowCredentials",
                        "corsConfiguration",
                        Map.of("corsConfigurationEnabled", true, "accessControlAllowCredentials", true)),
                wrong("scopes[0].scope.name", "scopes", List.of(Map.of("scope", Map.of("name", "a"), "shared", true))),
                wrong("scopes[0].scope.name", "scopes", List.of(Map.of("scope", Map.of("name", "a b")))),
                wrong("operations[0].scopes", "operations", topic("target", "/a", "scopes", List.of("unknown"))),
                wrong("operations[0].target", "operations", topic("target", "/a b")),
                wrong("operations[0].target", "operations", topic("target", "/a/{x}/{x}")),
                wrong("operations[0].uriMapping", "operations", topic("target", "/a", "uriMapping", "/{b}")),
                wrong("operations[0].authType", "operations", topic("target", "/a", "authType", "Never")),
                wrong(
                        "operations[0].payloadSchema",
                        "operations",
                        topic("target", "/a", "payloadSchema", "{\"type\":")),
                wrong("operations[0].payloadSchema", "operations", topic("target", "/a", "payloadSchema", "[1]")),
                wrong(
                        "operations[0].operationPolicies.request",
                        "operations",
                        topic("target", "/a", "operationPolicies", Map.of("request", List.of(Map.of())))),
                wrong(
                        "operations[1].target",
                        "operations",
                        List.of(Map.of("target", "/a/{x}"), Map.of("target", "/a/{y}"))),
                wrong("monetization.enabled", "monetization", Map.of("enabled", true)),
                wrong("maxTps.production", "maxTps", Map.of("production", 10)),
                wrong("apiThrottlingPolicy", "apiThrottlingPolicy", "10KPerMin"),
                wrong("advertiseInfo.advertised", "advertiseInfo", Map.of("advertised", true)),
                wrong("enableSchemaValidation", "enableSchemaValidation", true),
                wrong("endpointImplementationType", "endpointImplementationType", "INLINE"),
                wrong("audiences", "audiences", List.of("partners")),
                wrong(
                        "endpointConfig.endpoint_security.production.type",
                        "endpointConfig",
                        Map.of("endpoint_security", Map.of("production", Map.of("type", "DIGEST", "enabled", true)))),
                wrong(
                        "endpointConfig.endpoint_security.sandbox.password",
                        "endpointConfig",
                        Map.of("endpoint_security", Map.of("sandbox", Map.of("type", "BASIC", "username", "jo")))),
                wrong("isDefaultVersion", "isDefaultVersion", "yes"));
    }

    private static Map<String, Object> backend(String url) {
        return Map.of("endpoint_type", "http", "production_endpoints", Map.of("url", url));
    }

    private static Arguments wrong(String named, String field, Object value) {
        return Arguments.of(named, field, value);
    }

    private static List<Map<String, Object>> topic(Object... fields) {
        Map<String, Object> topic = new java.util.HashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            topic.put(fields[i].toString(), fields[i + 1]);
        }
        return List.of(topic);
    }

    private static Map<String, Object> origins(String origin) {
        return Map.of("accessControlAllowOrigins", List.of(origin));
    }

    @ParameterizedTest
    @MethodSource("wrongFields")
    void aWrongFieldIsNamed(String named, String field, Object value) {
        String name = Requests.freshName();

        requests.asAdmin()
                .body(Requests.api(name, field, value))
                .post(APIS)
                .then()
                .statusCode(400)
                .body("code", equalTo(400))
                .body("error.code", hasItem(named))
                .body("description", containsString(named + ":"));
        requests.asAdmin().queryParam("query", "name:" + name).get(APIS).then().body("count", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "context", "version"})
    void whatIsRequiredIsAskedFor(String field) {
        requests.asAdmin()
                .body(Requests.api(Requests.freshName(), field, null))
                .post(APIS)
                .then()
                .statusCode(400)
                .body("error.code", contains(field))
                .body("error[0].message", equalTo("is required"));
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        requests.asAdmin()
                .body(Requests.api(
                        Requests.freshName(),
                        "operations",
                        null,
                        "type",
                        null,
                        "context",
                        "no-slash" + System.nanoTime()))
                .post(APIS)
                .then()
                .statusCode(201)
                .header("ETag", equalTo("\"1\""))
                .header("Location", containsString("/api/am/publisher/v4/apis/"))
                .body("type", equalTo("SSE"))
                .body("lifeCycleStatus", equalTo("CREATED"))
                .body("context", org.hamcrest.Matchers.startsWith("/no-slash"))
                .header("Sluice-Ignored-Fields", nullValue())
                .body("transport", contains("http", "https"))
                .body("securityScheme", contains("oauth2", "api_key"))
                .body("apiThrottlingPolicy", equalTo("Unlimited"))
                .body("gatewayType", equalTo("wso2/synapse"))
                .body("policies", contains("AsyncUnlimited"))
                .body("operations.target", contains("/*"))
                .body("authorizationHeader", equalTo("Authorization"))
                .body("apiKeyHeader", equalTo("ApiKey"))
                .body("visibility", equalTo("PUBLIC"))
                .body("accessControl", equalTo("NONE"))
                .body("isDefaultVersion", equalTo(false))
                .body("corsConfiguration.corsConfigurationEnabled", equalTo(false));
    }

    @Test
    void anEmptyListOfTransportsMeansBoth() {
        requests.asAdmin()
                .body(Requests.api(Requests.freshName(), "transport", List.of()))
                .post(APIS)
                .then()
                .statusCode(201)
                .body("transport", contains("http", "https"));
    }

    @Test
    void aFieldWithoutEffectIsNamedInTheAnswer() {
        requests.asAdmin()
                .body(Requests.api(
                        Requests.freshName(),
                        "desciption",
                        "misspelt",
                        "cacheTimeout",
                        300,
                        "lifeCycleStatus",
                        "PUBLISHED",
                        "provider",
                        "admin",
                        "workflowStatus",
                        "",
                        "operations",
                        topic("target", "/a", "throttlingPolicy", "Unlimited"),
                        "endpointConfig",
                        new TreeMap<>(Map.of(
                                "endpoint_type",
                                "http",
                                "failOver",
                                "False",
                                "production_endpoints",
                                Map.of("url", "http://localhost:8080", "weight", 3),
                                "sandbox_endpoints",
                                Map.of("url", "")))))
                .post(APIS)
                .then()
                .statusCode(201)
                .header(
                        "Sluice-Ignored-Fields",
                        equalTo("endpointConfig.failOver, endpointConfig.production_endpoints.weight,"
                                + " operations[0].throttlingPolicy, desciption, cacheTimeout, lifeCycleStatus,"
                                + " workflowStatus"))
                .body("lifeCycleStatus", equalTo("CREATED"))
                .body("endpointConfig.sandbox_endpoints", nullValue());
    }

    @Test
    void everythingThatIsSaidIsKept() {
        Map<String, Object> said = Requests.api(
                Requests.freshName(),
                "displayName",
                "A display name",
                "description",
                "What it is for",
                "transport",
                List.of("https"),
                "policies",
                List.of("AsyncGold", "AsyncBronze"),
                "tags",
                List.of("one", "two"),
                "visibility",
                "RESTRICTED",
                "visibleRoles",
                List.of("Internal/subscriber"),
                "additionalProperties",
                List.of(Map.of("name", "team", "value", "blue", "display", true)),
                "businessInformation",
                Map.of("businessOwner", "Jo", "businessOwnerEmail", "jo@example.org"),
                "corsConfiguration",
                Map.of(
                        "corsConfigurationEnabled",
                        true,
                        "accessControlAllowOrigins",
                        List.of("https://*.example.org", "http://localhost:3000")),
                "scopes",
                List.of(Map.of("scope", Map.of("name", "prices:read", "bindings", List.of("subscriber")))),
                "operations",
                List.of(Map.of(
                        "target", "/prices/{symbol}",
                        "verb", "SUBSCRIBE",
                        "uriMapping", "/v2/{symbol}",
                        "scopes", List.of("prices:read"),
                        "payloadSchema", "{\"type\":\"object\"}")));

        requests.asAdmin()
                .body(said)
                .post(APIS)
                .then()
                .statusCode(201)
                .body("displayName", equalTo("A display name"))
                .body("description", equalTo("What it is for"))
                .body("transport", contains("https"))
                .body("policies", contains("AsyncGold", "AsyncBronze"))
                .body("tags", contains("one", "two"))
                .body("visibleRoles", contains("subscriber"))
                .body("additionalProperties[0].value", equalTo("blue"))
                .body("additionalPropertiesMap.team.display", equalTo(true))
                .body("businessInformation.businessOwnerEmail", equalTo("jo@example.org"))
                .body("corsConfiguration.accessControlAllowOrigins", hasItem("https://*.example.org"))
                .body("scopes[0].scope.bindings", contains("subscriber"))
                .body("operations[0].uriMapping", equalTo("/v2/{symbol}"))
                .body("operations[0].scopes", contains("prices:read"))
                .body("operations[0].payloadSchema", equalTo("{\"type\":\"object\"}"));
    }

    @Test
    void theVersionHasItsPlaceInTheContext() {
        String name = Requests.freshName();
        String context = "/{version}/" + name;

        requests.asAdmin()
                .body(Requests.api(name, "context", context))
                .post(APIS)
                .then()
                .statusCode(201)
                .body("context", equalTo(context));
        requests.asAdmin()
                .body(Requests.api(Requests.freshName(), "context", "/1.0.0", "version", name))
                .post(APIS)
                .then()
                .statusCode(409)
                .body("code", equalTo(900251))
                .body("description", containsString("/1.0.0/" + name));
    }

    @Test
    void aPathThatTheGatewayKeepsForItselfIsRefusedHoweverItIsMade() {
        requests.asAdmin()
                .body(Requests.api(Requests.freshName(), "context", "/{version}/x", "version", "q"))
                .post(APIS)
                .then()
                .statusCode(400)
                .body("error.code", contains("context"));
        requests.asAdmin()
                .body(Requests.api(Requests.freshName(), "context", "/{version}/q", "isDefaultVersion", true))
                .post(APIS)
                .then()
                .statusCode(400)
                .body("error.code", contains("context"));
        requests.asAdmin()
                .body(Requests.api(Requests.freshName(), "context", "/{version}", "isDefaultVersion", true))
                .post(APIS)
                .then()
                .statusCode(400)
                .body("error[0].message", containsString("cannot be the default version"));
    }

    @Test
    void caseTellsNeitherNamesNorPathsApart() {
        String name = Requests.freshName();
        requests.createApi(name);

        requests.asAdmin()
                .body(Requests.api(name.toUpperCase(Locale.ROOT), "context", "/other" + name, "version", "2.0.0"))
                .post(APIS)
                .then()
                .statusCode(409)
                .body("code", equalTo(900250));
        requests.asAdmin()
                .body(Requests.api(Requests.freshName(), "context", "/" + name.toUpperCase(Locale.ROOT)))
                .post(APIS)
                .then()
                .statusCode(409)
                .body("code", equalTo(900251));
    }

    @Test
    void ofManyThatWantTheSameNameOrPathAtOnceOneGetsIt() throws Exception {
        String name = Requests.freshName();
        List<Callable<Response>> sameName = new ArrayList<>();
        List<Callable<Response>> samePath = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String context = "/" + name + "-" + i;
            String other = name + "x" + i;
            sameName.add(() -> requests.asAdmin()
                    .body(Requests.api(name, "context", context))
                    .post(APIS));
            samePath.add(() -> requests.asAdmin()
                    .body(Requests.api(other, "context", "/c-" + name))
                    .post(APIS));
        }

        assertThat(statuses(sameName)).containsOnlyOnce(201).containsOnly(201, 409);
        assertThat(statuses(samePath)).containsOnlyOnce(201).containsOnly(201, 409);
    }

    private static List<Integer> statuses(List<Callable<Response>> work) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(work.size())) {
            for (Future<Response> done : threads.invokeAll(work)) {
                statuses.add(done.get().statusCode());
            }
        }
        return statuses;
    }
}
