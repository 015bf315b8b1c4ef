package dev.sluice.publisher.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.publisher.DenyPolicies;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.ScriptClient;
import dev.sluice.publisher.TestUser;
import dev.sluice.publisher.plan.TestPlans;
import dev.sluice.publisher.web.access.Role;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Things that are there, so that a request gets as far as it can.
 *
 * @param ids by the names of parameters
 */
record RouteFixture(Requests requests, Map<String, String> ids, TestUser user, String clientCredentials) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, Object> WEBHOOK =
            Map.of("url", "http://127.0.0.1:1/", "events", List.of("api.retired"));
    /** The name of the shared scope, among the ids. */
    private static final String SCOPE = "nameOfSharedScope";
    /** That of the key manager. */
    private static final String KEY_MANAGER = "nameOfKeyManager";

    RouteFixture {
        ids = Map.copyOf(ids);
    }

    /** Things of the admin. */
    static RouteFixture by(Requests requests) {
        return by(requests, "admin", "admin");
    }

    /** The same of a user who has every role but that of an admin. */
    static RouteFixture of(TestUser owner, Requests requests) {
        return by(requests.of(owner), owner.name(), owner.password());
    }

    private static RouteFixture by(Requests requests, String owner, String password) {
        String apiId = requests.createApi(Requests.freshName());
        String revisionId = requests.createRevision(apiId);
        requests.deploy(apiId, revisionId).then().statusCode(201);
        requests.publish(apiId).then().statusCode(200);
        String applicationId = requests.createApplication();
        String keyMappingId = requests.generateKeys(applicationId).path("keyMappingId");
        String subscriptionId = requests.subscribe(applicationId, apiId).path("subscriptionId");
        String keyUUID = requests.apiKey(applicationId, Map.of()).path("keyUUID");
        String webhookId = requests.asSelf()
                .body(WEBHOOK)
                .post(Requests.PUBLISHER + "/apis/" + apiId + "/webhooks")
                .path("id");
        String scope = Requests.freshName();
        String scopeId = requests.asAdmin()
                .body(Map.of("name", scope))
                .post(Requests.PUBLISHER + "/scopes")
                .path("id");
        String keyManager = "km" + Requests.freshName();
        String keyManagerId = requests.asAdmin()
                .body(keyManager(keyManager))
                .post("/api/am/admin/v4/key-managers")
                .path("id");
        TestUser user = TestUser.with(requests, Role.SUBSCRIBER);
        ScriptClient client = ScriptClient.registered(requests, owner, password);
        return new RouteFixture(
                requests,
                Map.ofEntries(
                        Map.entry("apiId", apiId),
                        Map.entry("apiIds", apiId),
                        Map.entry("revisionId", revisionId),
                        Map.entry("revisionNumber", "1"),
                        Map.entry("deploymentId", deploymentId("Default")),
                        Map.entry("environmentId", "Default"),
                        Map.entry("policyLevel", "subscription"),
                        Map.entry("policyName", "AsyncUnlimited"),
                        Map.entry("policyId", plan(requests, "subscription")),
                        Map.entry("applicationPolicyId", plan(requests, "application")),
                        Map.entry("applicationId", applicationId),
                        Map.entry("keyMappingId", keyMappingId),
                        Map.entry("keyType", "PRODUCTION"),
                        Map.entry("subscriptionId", subscriptionId),
                        Map.entry("keyUUID", keyUUID),
                        Map.entry("webhookId", webhookId),
                        Map.entry("keyManagerId", keyManagerId),
                        Map.entry(KEY_MANAGER, keyManager),
                        Map.entry("scopeId", scopeId),
                        Map.entry(SCOPE, scope),
                        Map.entry("userId", user.id()),
                        Map.entry("clientId", client.clientId()),
                        Map.entry("newVersion", "2.0.0"),
                        Map.entry("conditionId", denyPolicy(requests))),
                user,
                basic(client.clientId(), client.clientSecret()));
    }

    private static String denyPolicy(Requests requests) {
        return requests.asAdmin()
                .body(DenyPolicies.ofFreshAddress())
                .post(DenyPolicies.PATH)
                .then()
                .statusCode(201)
                .extract()
                .path("conditionId");
    }

    private static String plan(Requests requests, String level) {
        return requests.asAdmin()
                .body(TestPlans.body(level, Requests.freshName(), 5))
                .post(TestPlans.PATH + level)
                .then()
                .statusCode(201)
                .extract()
                .path("policyId");
    }

    /** With a key that signs nothing. */
    private static Map<String, Object> keyManager(String name) {
        String keys = "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"1\",\"n\":\"" + "w".repeat(342) + "\",\"e\":\"AQAB\"}]}";
        return Map.of(
                "name",
                name,
                "type",
                "any",
                "issuer",
                "https://id.example.com/" + name,
                "certificates",
                Map.of("type", "JWKS", "value", keys));
    }

    private static String deploymentId(String environment) {
        return Base64.getUrlEncoder().encodeToString(environment.getBytes(StandardCharsets.UTF_8));
    }

    static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ':' + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Of what a parameter of a path names. */
    String id(String parameter) {
        return Objects.requireNonNull(ids.get(parameter), parameter);
    }

    /** A body that is not only in the shape of its schema but means something; empty when the shape is enough. */
    Optional<JsonNode> body(Document.Operation operation) {
        return switch (operation.node().path("operationId").asText()) {
            case "createAPI" -> Optional.of(JSON.valueToTree(Requests.api(Requests.freshName())));
            case "updateAPI" -> Optional.of(JSON.valueToTree(requests.readApi(id("apiId"))));
            case "updateTopics" ->
                Optional.of(JSON.valueToTree(requests.asSelf()
                        .get(Requests.PUBLISHER + "/apis/" + id("apiId") + "/topics")
                        .jsonPath()
                        .getMap("$")));
            case "deployAPIRevision", "undeployAPIRevision" ->
                Optional.of(JSON.valueToTree(List.of(Map.of("name", "Default", "vhost", "localhost"))));
            case "addKeyManager" -> Optional.of(JSON.valueToTree(keyManager("km" + Requests.freshName())));
            case "updateKeyManager" -> Optional.of(JSON.valueToTree(keyManager(id(KEY_MANAGER))));
            case "mapApplicationKeys" ->
                Optional.of(JSON.valueToTree(Map.of(
                        "consumerKey", Requests.freshName(), "keyManager", id(KEY_MANAGER), "keyType", "SANDBOX")));
            case "addSharedScope" -> Optional.of(JSON.valueToTree(Map.of("name", Requests.freshName())));
            case "updateSharedScope" -> Optional.of(JSON.valueToTree(Map.of("name", id(SCOPE))));
            case "createApplication", "updateApplication" ->
                Optional.of(JSON.valueToTree(Map.of("name", Requests.freshName(), "throttlingPolicy", "Unlimited")));
            case "generateApplicationKeys" ->
                Optional.of(JSON.valueToTree(
                        Map.of("keyType", "SANDBOX", "grantTypesToBeSupported", List.of("client_credentials"))));
            case "updateApplicationOAuthKey" ->
                Optional.of(JSON.valueToTree(Map.of("supportedGrantTypes", List.of("client_credentials"))));
            case "generateAppBoundAPIKey" -> Optional.of(JSON.valueToTree(Map.of("apiId", id("apiId"))));
            case "generateAPIBoundAPIKey" ->
                // Of the only application that is subscribed.
                Optional.of(JSON.valueToTree(Map.of("keyType", "SANDBOX")));
            case "regenerateAppBoundAPIKey",
                    "revokeAppBoundAPIKey",
                    "regenerateAPIBoundAPIKey",
                    "revokeAPIBoundAPIKey" -> Optional.of(JSON.valueToTree(Map.of("keyUUID", someApiKey())));
            case "updateAppBoundAPIKey", "updateAPIBoundAPIKey" ->
                Optional.of(JSON.valueToTree(Map.of("keyName", Requests.freshName())));
            case "createSubscription" ->
                Optional.of(JSON.valueToTree(Map.of(
                        "applicationId",
                        id("applicationId"),
                        "apiId",
                        id("apiId"),
                        "throttlingPolicy",
                        "AsyncUnlimited")));
            case "createSubscriptions" ->
                Optional.of(JSON.valueToTree(List.of(Map.of(
                        "applicationId",
                        requests.createApplication(),
                        "apiId",
                        id("apiId"),
                        "throttlingPolicy",
                        "AsyncUnlimited"))));
            case "changeSubscriptions" ->
                Optional.of(JSON.valueToTree(
                        Map.of("action", "UNBLOCK", "subscriptionIds", List.of(id("subscriptionId")))));
            case "updateSubscription" -> Optional.of(JSON.valueToTree(Map.of("throttlingPolicy", "AsyncUnlimited")));
            case "createWebhook", "updateWebhook", "createWebhookOfAllApis", "updateWebhookOfAllApis" ->
                Optional.of(JSON.valueToTree(WEBHOOK));
            case "createSubscriptionThrottlePolicy", "updateSubscriptionThrottlePolicy" ->
                Optional.of(JSON.valueToTree(TestPlans.body("subscription", Requests.freshName(), 5)));
            case "createApplicationThrottlePolicy", "updateApplicationThrottlePolicy" ->
                Optional.of(JSON.valueToTree(TestPlans.body("application", Requests.freshName(), 5)));
            case "createUser" ->
                Optional.of(
                        JSON.valueToTree(TestUser.body(Requests.freshName(), "a secret of some", true, Role.CREATOR)));
            case "updateUser" ->
                Optional.of(JSON.valueToTree(TestUser.body(user.name(), user.password(), true, Role.SUBSCRIBER)));
            case "changePassword" ->
                Optional.of(
                        JSON.valueToTree(Map.of("currentPassword", user.password(), "newPassword", "another secret")));
            case "addDenyPolicy" -> Optional.of(JSON.valueToTree(DenyPolicies.ofFreshAddress()));
            case "updateDenyPolicy" -> Optional.of(JSON.valueToTree(Map.of("conditionStatus", false)));
            case "registerClient" ->
                Optional.of(JSON.valueToTree(ScriptClient.registration(Requests.freshName(), "admin")));
            default -> Optional.empty();
        };
    }

    /** A new one, as long as there may be more; never that of the paths, which is the oldest. */
    private String someApiKey() {
        String fresh = requests.apiKey(id("applicationId"), Map.of("apiId", id("apiId")))
                .path("keyUUID");
        return fresh != null
                ? fresh
                : requests.asSelf()
                        .get(Requests.DEVPORTAL + "/applications/" + id("applicationId") + "/api-keys/PRODUCTION")
                        .path("list[1].keyUUID");
    }

    /** Whose request it is: the user's own for its password, a client's at the token service, else the admin's. */
    String authorization(Document.Operation operation) {
        if (operation.path().startsWith("/oauth2/")) {
            return clientCredentials;
        }
        return operation.path().endsWith("/change-password")
                ? basic(user.name(), user.password())
                : basic("admin", "admin");
    }
}
