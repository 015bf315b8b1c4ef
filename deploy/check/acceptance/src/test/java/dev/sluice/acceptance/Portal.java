package dev.sluice.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What creators and developers do by REST; each step fails the test when its answer is not the expected one. */
final class Portal {
    private static final String PUBLISHER = "/api/am/publisher/v4";
    private static final String DEVPORTAL = "/api/am/devportal/v3";
    private static final String USERS = "/scim2/Users";
    private static final String ADMIN = Rest.basic("admin", "admin");

    private final URI base;
    private final HttpClient http;

    Portal(LocalSystem system) {
        this(system.publisher(), system.certificate());
    }

    /** @param certificate which alone is trusted */
    Portal(URI base, Path certificate) {
        this.base = base;
        this.http = Rest.trusting(certificate);
    }

    /** An API that is deployed and published. */
    record Api(String id, String name, String basePath, String revisionId) {}

    /** An application with its keys of one type. */
    record Application(String id, String consumerKey, String consumerSecret) {}

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
        expect(200, post(PUBLISHER + "/apis/change-lifecycle?action=Publish&apiId=" + created.id(), null));
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
        JsonNode created = expect(201, post(PUBLISHER + "/apis", api.toString()));
        return new Api(created.get("id").asText(), name, "/" + name + "/1.0.0", "");
    }

    String revision(String apiId) {
        return expect(201, post(PUBLISHER + "/apis/" + apiId + "/revisions", "{\"description\":\"as tested\"}"))
                .get("id")
                .asText();
    }

    void deploy(String apiId, String revisionId) {
        expect(201, deployAnswer(apiId, revisionId));
    }

    Rest.Answer deployAnswer(String apiId, String revisionId) {
        String gateways = "[{\"name\":\"Default\",\"vhost\":\"localhost\",\"displayOnDevportal\":true}]";
        return post(PUBLISHER + "/apis/" + apiId + "/deploy-revision?revisionId=" + revisionId, gateways);
    }

    Rest.Answer undeploy(Api api) {
        String gateways = "[{\"name\":\"Default\",\"vhost\":\"localhost\",\"displayOnDevportal\":true}]";
        return post(PUBLISHER + "/apis/" + api.id() + "/undeploy-revision?revisionId=" + api.revisionId(), gateways);
    }

    Rest.Answer deleteApi(Api api) {
        return send("DELETE", PUBLISHER + "/apis/" + api.id(), null);
    }

    /** @param action such as {@code Block} */
    Rest.Answer move(Api api, String action) {
        String encoded = URLEncoder.encode(action, StandardCharsets.UTF_8);
        return post(PUBLISHER + "/apis/change-lifecycle?action=" + encoded + "&apiId=" + api.id(), null);
    }

    /** A new version that becomes the default one; neither deployed nor published. */
    Api newDefaultVersion(Api api, String version) {
        JsonNode copy = expect(
                201,
                post(
                        PUBLISHER + "/apis/copy-api?apiId=" + api.id() + "&newVersion=" + version
                                + "&defaultVersion=true",
                        null));
        return new Api(copy.get("id").asText(), api.name(), "/" + api.name() + "/" + version, "");
    }

    String testKey(Api api) {
        return expect(200, post(PUBLISHER + "/apis/" + api.id() + "/generate-key", null))
                .get("apikey")
                .asText();
    }

    JsonNode deployments(String apiId) {
        return expect(200, send("GET", PUBLISHER + "/apis/" + apiId + "/deployments", null));
    }

    /** The relay that pulls the API's first channel, such as {@code relay-1}. */
    String relayOf(String apiId) {
        return expect(200, send("GET", PUBLISHER + "/apis/" + apiId + "/upstreams", null))
                .at("/list/0/relay")
                .asText();
    }

    String applicationId() {
        String body =
                "{\"name\":\"" + freshName("app") + "\",\"throttlingPolicy\":\"Unlimited\",\"tokenType\":\"JWT\"}";
        return expect(201, post(DEVPORTAL + "/applications", body))
                .get("applicationId")
                .asText();
    }

    Application application() {
        return keys(applicationId(), "PRODUCTION");
    }

    Application keys(String applicationId, String keyType) {
        String body = "{\"keyType\":\"" + keyType + "\",\"grantTypesToBeSupported\":[\"client_credentials\"]}";
        JsonNode keys = expect(200, post(DEVPORTAL + "/applications/" + applicationId + "/generate-keys", body));
        return new Application(
                applicationId,
                keys.get("consumerKey").asText(),
                keys.get("consumerSecret").asText());
    }

    Rest.Answer subscribeAnswer(String applicationId, String apiId) {
        String body = "{\"applicationId\":\"" + applicationId + "\",\"apiId\":\"" + apiId
                + "\",\"throttlingPolicy\":\"AsyncUnlimited\"}";
        return post(DEVPORTAL + "/subscriptions", body);
    }

    /** The subscription's id. */
    String subscribe(Application application, Api api) {
        JsonNode subscription = expect(201, subscribeAnswer(application.id(), api.id()));
        return subscription.get("subscriptionId").asText();
    }

    Rest.Answer unsubscribe(String subscriptionId) {
        return send("DELETE", DEVPORTAL + "/subscriptions/" + subscriptionId, null);
    }

    String token(Application application) {
        JsonNode token = expect(200, tokenAnswer(application));
        return token.get("access_token").asText();
    }

    Rest.Answer tokenAnswer(Application application) {
        return Rest.send(
                http,
                "POST",
                base.resolve("/oauth2/token"),
                Rest.basic(application.consumerKey(), application.consumerSecret()),
                "grant_type=client_credentials",
                "application/x-www-form-urlencoded");
    }

    Rest.Answer revoke(Application application, String token) {
        return Rest.send(
                http,
                "POST",
                base.resolve("/oauth2/revoke"),
                Rest.basic(application.consumerKey(), application.consumerSecret()),
                "token=" + token,
                "application/x-www-form-urlencoded");
    }

    /** An access token of the admin for the REST APIs, as a script gets it. */
    String restToken(String scope) {
        String registration = "{\"clientName\":\"acceptance\",\"owner\":\"admin\",\"grantType\":\"password\"}";
        JsonNode client = expect(200, post("/client-registration/v0.17/register", registration));
        Rest.Answer answer = Rest.send(
                http,
                "POST",
                base.resolve("/oauth2/token"),
                Rest.basic(
                        client.get("clientId").asText(),
                        client.get("clientSecret").asText()),
                "grant_type=password&username=admin&password=admin&scope=" + scope,
                "application/x-www-form-urlencoded");
        return expect(200, answer).get("access_token").asText();
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
    Rest.Answer importApi(String document, String additionalProperties) {
        String form = "--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"api.yaml\"\r\n"
                + "Content-Type: application/yaml\r\n\r\n" + document + "\r\n--part\r\n"
                + "Content-Disposition: form-data; name=\"additionalProperties\"\r\n\r\n" + additionalProperties
                + "\r\n--part--\r\n";
        return Rest.send(
                http,
                "POST",
                base.resolve(PUBLISHER + "/apis/import-asyncapi"),
                ADMIN,
                form,
                "multipart/form-data; boundary=part");
    }

    /** An API as its creators see it. */
    JsonNode api(String apiId) {
        return expect(200, send("GET", PUBLISHER + "/apis/" + apiId, null));
    }

    /** @param query of the request, such as {@code ?version=2.6.0}; empty = none */
    Rest.Answer document(String apiId, String query) {
        return send("GET", PUBLISHER + "/apis/" + apiId + "/asyncapi" + query, null);
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
        return new User(expect(201, post(USERS, body)).get("id").asText(), name);
    }

    Rest.Answer setActive(User user, boolean active) {
        String body = "{\"userName\":\"" + user.name() + "\",\"active\":" + active
                + ",\"roles\":[{\"value\":\"subscriber\"}]}";
        return send("PUT", USERS + '/' + user.id(), body);
    }

    Rest.Answer changeOwner(Application application, User owner) {
        return post("/api/am/admin/v4/applications/" + application.id() + "/change-owner?owner=" + owner.name(), null);
    }

    private Rest.Answer post(String path, @Nullable String json) {
        return send("POST", path, json);
    }

    private Rest.Answer send(String method, String path, @Nullable String json) {
        return Rest.send(http, method, base.resolve(path), ADMIN, json, "application/json");
    }

    static JsonNode expect(int status, Rest.Answer answer) {
        if (answer.status() != status) {
            throw new AssertionError("expected " + status + ", got " + answer.status() + ": " + answer.text());
        }
        return answer.body();
    }
}
