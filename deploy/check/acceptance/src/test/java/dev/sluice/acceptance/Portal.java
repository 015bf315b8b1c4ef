package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.client.Answer;
import dev.sluice.client.Authorization;
import dev.sluice.client.ConsumerKeys;
import dev.sluice.client.DeveloperClient;
import dev.sluice.client.PublisherClient;
import dev.sluice.client.RestClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What creators and developers do by REST; each step fails the test when its answer is not the expected one. */
final class Portal {
    private static final String USERS = "/scim2/Users";
    private static final String SUBSCRIPTIONS = "/api/am/publisher/v4/subscriptions";
    private static final String DENY = "/api/am/admin/v4/throttling/deny-";
    private static final Authorization ADMIN = Authorization.basic("admin", "admin");

    private final RestClient rest;
    private final PublisherClient publisher;
    private final DeveloperClient developer;

    Portal(TestSystem system) {
        this(system.publisher(), system.certificate());
    }

    /** @param certificate which alone is trusted */
    Portal(URI base, Path certificate) {
        this.rest = Rest.of(Rest.trusting(certificate), base);
        this.publisher = new PublisherClient(rest, ADMIN);
        this.developer = new DeveloperClient(rest, ADMIN);
    }

    /** An API that is deployed and published. */
    record Api(String id, String name, String basePath, String revisionId) {}

    /** An application with its keys of one type. */
    record Application(String id, ConsumerKeys keys) {
        String consumerKey() {
            return keys.key();
        }
    }

    static String freshName(String stem) {
        return stem + UUID.randomUUID().toString().substring(0, 8);
    }

    Api deployedApi(String stem, URI backend, String... topics) {
        return deployedApi(stem, backend, null, topics);
    }

    /** @param sandbox {@code null} = the API has no sandbox */
    Api deployedApi(String stem, URI backend, @Nullable URI sandbox, String... topics) {
        return deployedApi(stem, backend, sandbox, null, topics);
    }

    /** @param streaming the API's {@code streaming} settings, {@code null} = defaults */
    Api deployedApi(String stem, URI backend, @Nullable URI sandbox, @Nullable ObjectNode streaming, String... topics) {
        Consumer<ObjectNode> settings = api -> {
            if (streaming != null) {
                api.set("streaming", streaming);
            }
        };
        return published(createdApi(stem, backend, sandbox, settings, topics));
    }

    /** @param more puts into the API's body what the test is about */
    Api deployedWith(String stem, URI backend, Consumer<ObjectNode> more, String... topics) {
        return published(createdApi(stem, backend, null, more, topics));
    }

    /** An API that is neither deployed nor published, and its one revision. */
    Api draft(String stem, URI backend, String... topics) {
        Api created = createdApi(stem, backend, null, _ -> {}, topics);
        return new Api(created.id(), created.name(), created.basePath(), revision(created.id()));
    }

    /** The same with what the test is about in the API's body. */
    Api draft(String stem, URI backend, Consumer<ObjectNode> more, String... topics) {
        return createdApi(stem, backend, null, more, topics);
    }

    private Api published(Api created) {
        String revision = revision(created.id());
        deploy(created.id(), revision);
        expect(200, move(created, "Publish"));
        return new Api(created.id(), created.name(), created.basePath(), revision);
    }

    private Api createdApi(
            String stem, URI backend, @Nullable URI sandbox, Consumer<ObjectNode> more, String... topics) {
        String name = freshName(stem);
        ObjectNode api = Rest.JSON.createObjectNode();
        api.put("name", name).put("context", "/" + name).put("version", "1.0.0").put("type", "SSE");
        ArrayNode operations = api.putArray("operations");
        for (String topic : topics) {
            operations.addObject().put("target", topic).put("verb", "SUBSCRIBE");
        }
        ObjectNode endpoints = api.putObject("endpointConfig");
        endpoints.put("endpoint_type", "http");
        endpoints.putObject("production_endpoints").put("url", backend.toString());
        if (sandbox != null) {
            endpoints.putObject("sandbox_endpoints").put("url", sandbox.toString());
        }
        more.accept(api);
        JsonNode created = expect(201, Rest.ask(() -> publisher.create(api)));
        return new Api(created.get("id").asText(), name, "/" + name + "/1.0.0", "");
    }

    String revision(String apiId) {
        return expect(201, Rest.ask(() -> publisher.createRevision(apiId, "as tested")))
                .get("id")
                .asText();
    }

    void deploy(String apiId, String revisionId) {
        expect(201, deployAnswer(apiId, revisionId));
    }

    Answer deployAnswer(String apiId, String revisionId) {
        return Rest.ask(() -> publisher.deploy(apiId, revisionId));
    }

    Answer undeploy(Api api) {
        return Rest.ask(() -> publisher.undeploy(api.id(), api.revisionId()));
    }

    Answer deleteApi(Api api) {
        return Rest.ask(() -> publisher.delete(api.id()));
    }

    /** @param action such as {@code Block} */
    Answer move(Api api, String action) {
        return Rest.ask(() -> publisher.changeLifecycle(api.id(), action));
    }

    /** A new version that becomes the default one; neither deployed nor published. */
    Api newDefaultVersion(Api api, String version) {
        JsonNode copy = expect(201, Rest.ask(() -> publisher.copy(api.id(), version, true)));
        return new Api(copy.get("id").asText(), api.name(), "/" + api.name() + "/" + version, "");
    }

    String testKey(Api api) {
        return expect(200, Rest.ask(() -> publisher.generateTestKey(api.id())))
                .get("apikey")
                .asText();
    }

    JsonNode deployments(String apiId) {
        return expect(200, Rest.ask(() -> publisher.deployments(apiId)));
    }

    /** The relay that pulls the API's first channel, such as {@code relay-1}. */
    String relayOf(String apiId) {
        return expect(200, Rest.ask(() -> publisher.upstreams(apiId)))
                .at("/list/0/relay")
                .asText();
    }

    String applicationId() {
        return expect(201, Rest.ask(() -> developer.createApplication(freshName("app"))))
                .get("applicationId")
                .asText();
    }

    Application application() {
        return keys(applicationId(), "PRODUCTION");
    }

    Application keys(String applicationId, String keyType) {
        return new Application(applicationId, Rest.ask(() -> developer.generateKeys(applicationId, keyType)));
    }

    Answer subscribeAnswer(String applicationId, String apiId) {
        return Rest.ask(() -> developer.subscribe(applicationId, apiId, "AsyncUnlimited"));
    }

    /** The subscription's id. */
    String subscribe(Application application, Api api) {
        JsonNode subscription = expect(201, subscribeAnswer(application.id(), api.id()));
        return subscription.get("subscriptionId").asText();
    }

    /** @param change such as {@code block-subscription}; {@code parameters} begin with {@code &} */
    Answer change(String change, String subscriptionId, String parameters) {
        return send("POST", SUBSCRIPTIONS + '/' + change + "?subscriptionId=" + subscriptionId + parameters, null);
    }

    Answer deny(String conditionType, String conditionValue) {
        ObjectNode rule = Rest.JSON.createObjectNode();
        rule.put("conditionType", conditionType).put("conditionValue", conditionValue);
        return send("POST", DENY + "policies", rule.toString());
    }

    /** @param rule the answer to {@link #deny} */
    Answer allowAgain(Answer rule) {
        return send("DELETE", DENY + "policy/" + rule.body().get("conditionId").asText(), null);
    }

    /** Makes a production key, and returns when every gateway knows it. */
    JsonNode apiKey(Application application, Api api) {
        Answer answer = apiKeys(application, "generate", "{\"apiId\":\"" + api.id() + "\"}");
        assertThat(propagated(answer)).isEqualTo("true");
        return expect(200, answer);
    }

    Answer revoke(Application application, JsonNode apiKey) {
        String id = apiKey.get("keyUUID").asText();
        return apiKeys(application, "revoke", "{\"keyUUID\":\"" + id + "\"}");
    }

    private Answer apiKeys(Application application, String action, String json) {
        return send(
                "POST",
                "/api/am/devportal/v3/applications/" + application.id() + "/api-keys/PRODUCTION/" + action,
                json);
    }

    /** The same under this plan, which the API has to offer. */
    String subscribe(Application application, Api api, String plan) {
        JsonNode subscription = expect(201, Rest.ask(() -> developer.subscribe(application.id(), api.id(), plan)));
        return subscription.get("subscriptionId").asText();
    }

    /**
     * Makes a plan of so many events.
     *
     * @param unit {@code min}, {@code hour}, {@code days}, ..
     */
    void createPlan(String name, int events, String unit) {
        ObjectNode plan = Rest.JSON.createObjectNode();
        plan.put("policyName", name).put("displayName", name).put("stopOnQuotaReach", true);
        ObjectNode limit = plan.putObject("defaultLimit").put("type", "EVENTCOUNTLIMIT");
        limit.putObject("eventCount")
                .put("eventCount", events)
                .put("timeUnit", unit)
                .put("unitTime", 1);
        expect(201, send("POST", "/api/am/admin/v4/throttling/policies/subscription", plan.toString()));
    }

    Answer unsubscribe(String subscriptionId) {
        return Rest.ask(() -> developer.unsubscribe(subscriptionId));
    }

    String token(Application application) {
        return expect(200, tokenAnswer(application)).get("access_token").asText();
    }

    Answer tokenAnswer(Application application) {
        return Rest.ask(() -> developer.token(application.keys()));
    }

    Answer revoke(Application application, String token) {
        return Rest.ask(() -> developer.revoke(application.keys(), token));
    }

    /** Takes away the keys of an application that has one pair. */
    Answer removeKeys(Application application) {
        String keys = "/api/am/devportal/v3/applications/" + application.id() + "/oauth-keys";
        String id =
                expect(200, send("GET", keys, null)).at("/list/0/keyMappingId").asText();
        return send("DELETE", keys + '/' + id, null);
    }

    /** An access token of the admin for the REST APIs, as a script gets it. */
    String restToken(String scope) {
        String registration = "{\"clientName\":\"acceptance\",\"owner\":\"admin\",\"grantType\":\"password\"}";
        JsonNode client = expect(200, send("POST", "/client-registration/v0.17/register", registration));
        Authorization as = Authorization.basic(
                client.get("clientId").asText(), client.get("clientSecret").asText());
        String form = "grant_type=password&username=admin&password=admin&scope=" + scope;
        return expect(200, Rest.ask(() -> rest.sendForm("/oauth2/token", as, form)))
                .get("access_token")
                .asText();
    }

    /** A token of a fresh application that is subscribed to these APIs. */
    String subscribedToken(Api... apis) {
        Application application = application();
        for (Api api : List.of(apis)) {
            subscribe(application, api);
        }
        return token(application);
    }

    /** Makes an API of an AsyncAPI document. */
    Answer importApi(String document, String additionalProperties) {
        String form = "--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"api.yaml\"\r\n"
                + "Content-Type: application/yaml\r\n\r\n" + document + "\r\n--part\r\n"
                + "Content-Disposition: form-data; name=\"additionalProperties\"\r\n\r\n" + additionalProperties
                + "\r\n--part--\r\n";
        return Rest.ask(() -> publisher.importAsyncApi(form));
    }

    /** An API as its creators see it. */
    JsonNode api(String apiId) {
        return expect(200, Rest.ask(() -> publisher.api(apiId)));
    }

    /** @param query of the request, such as {@code ?version=2.6.0}; empty = none */
    Answer document(String apiId, String query) {
        return Rest.ask(() -> publisher.asyncApi(apiId, query));
    }

    /**
     * A user who may have applications.
     *
     * @param id of SCIM
     */
    record User(String id, String name) {}

    User developer() {
        String name = freshName("user-");
        String body = "{\"userName\":\"" + name + "\",\"password\":\"a long password\","
                + "\"roles\":[{\"value\":\"subscriber\"}]}";
        return new User(expect(201, send("POST", USERS, body)).get("id").asText(), name);
    }

    Answer setActive(User user, boolean active) {
        String body = "{\"userName\":\"" + user.name() + "\",\"active\":" + active
                + ",\"roles\":[{\"value\":\"subscriber\"}]}";
        return send("PUT", USERS + '/' + user.id(), body);
    }

    Answer changeOwner(Application application, User owner) {
        return send(
                "POST",
                "/api/am/admin/v4/applications/" + application.id() + "/change-owner?owner=" + owner.name(),
                null);
    }

    private Answer send(String method, String path, @Nullable String json) {
        return Rest.ask(() -> rest.send(method, path, ADMIN, json));
    }

    /** The header that says whether the gateways have applied it: {@code true} or {@code pending}. */
    static String propagated(Answer answer) {
        return answer.header("Sluice-Propagated").orElse("not said");
    }

    static JsonNode expect(int status, Answer answer) {
        if (answer.status() != status) {
            throw new AssertionError(
                    answer.request() + ": expected " + status + ", got " + answer.status() + ": " + answer.text());
        }
        return answer.body();
    }
}
